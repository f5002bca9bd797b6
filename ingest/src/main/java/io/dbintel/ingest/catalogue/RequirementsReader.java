package io.dbintel.ingest.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what an entry requires. */
final class RequirementsReader {
  private final Fields fields;

  RequirementsReader(Fields fields) {
    this.fields = fields;
  }

  Requirements read() {
    VersionRange servers = fields.versions("servers");
    Map<String, VersionRange> extensions = new LinkedHashMap<>();
    fields
        .mapping("extensions")
        .forEach(
            (name, range) ->
                extensions.put(name, fields.versions("extensions." + name, range.asText())));
    List<SettingRequirement> settings = new ArrayList<>();
    fields.mapping("settings").forEach((name, rule) -> settings.add(setting(name, rule)));
    Fields managed = fields.nested("managed");
    Requirements requirements =
        new Requirements(
            servers,
            extensions,
            Set.copyOf(fields.texts("preloaded")),
            settings,
            Set.copyOf(fields.texts("grants")),
            role(),
            Set.copyOf(managed.texts("in")),
            Set.copyOf(managed.texts("not_in")));
    managed.finish();
    fields.finish();
    return requirements;
  }

  private String role() {
    String role = fields.text("role").orElse(null);
    if (role != null && !role.equals(Requirements.PRIMARY) && !role.equals(Requirements.REPLICA)) {
      fields.error("role", "\"" + role + "\" must be primary or replica");
    }
    return role;
  }

  private SettingRequirement setting(String name, JsonNode rule) {
    String key = "settings." + name;
    if (!(rule instanceof ObjectNode mapping)) {
      fields.error(key, "must be a mapping with equals or at_least");
      return new SettingRequirement(name, List.of(), null);
    }
    Fields setting = fields.under(key, mapping);
    List<String> words = setting.texts("equals");
    int unset = -1;
    int least = setting.number("at_least", unset, 0, Integer.MAX_VALUE);
    setting.finish();
    if (words.isEmpty() == (least == unset)) {
      fields.error(key, "must hold one of equals and at_least");
    }
    return new SettingRequirement(name, words, least == unset ? null : (long) least);
  }
}
