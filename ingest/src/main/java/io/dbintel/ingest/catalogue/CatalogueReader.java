package io.dbintel.ingest.catalogue;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads catalogue files. Strict: unknown keys are errors, and all errors come at once. */
final class CatalogueReader {
  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
  private static final String ENTRIES = "entries";

  private final List<CatalogueEntry> entries = new ArrayList<>();
  private final Map<String, CatalogueEntry> byName = new HashMap<>();
  private final Map<String, CatalogueEntry> byCategory = new HashMap<>();
  private final List<String> errors = new ArrayList<>();

  /**
   * @param known entries that are there already
   */
  CatalogueReader(List<CatalogueEntry> known) {
    known.forEach(this::keep);
  }

  /** A file that comes with dbintel. */
  void read(String file, String yaml) {
    read(file, yaml, false);
  }

  /** A file of the user. */
  void readUser(String file, String yaml) {
    read(file, yaml, true);
  }

  /**
   * @throws CatalogueException when anything that was read is wrong
   */
  List<CatalogueEntry> finish() throws CatalogueException {
    if (!errors.isEmpty()) {
      throw new CatalogueException(errors);
    }
    return List.copyOf(entries);
  }

  private void read(String file, String yaml, boolean own) {
    JsonNode root;
    try {
      root = YAML.readTree(yaml);
    } catch (JacksonException invalid) {
      int line = invalid.getLocation() == null ? 0 : invalid.getLocation().getLineNr();
      errors.add(file + ", line " + line + ": must be valid YAML without repeated keys");
      return;
    }
    if (!(root instanceof ObjectNode mapping)) {
      errors.add(file + ": must be a mapping with the key " + ENTRIES);
      return;
    }
    Fields fields = new Fields(file, mapping, errors);
    List<JsonNode> nodes = fields.list(ENTRIES);
    if (nodes.isEmpty()) {
      fields.error(ENTRIES, "must be a list of at least one entry");
    }
    fields.finish();
    for (int i = 0; i < nodes.size(); i++) {
      add(file, i, nodes.get(i), own);
    }
  }

  private void add(String file, int index, JsonNode node, boolean own) {
    if (!(node instanceof ObjectNode mapping)) {
      errors.add(file + ": entries[" + index + "]: must be a mapping");
      return;
    }
    String name = mapping.path("name").asText("");
    String place = file + ": " + (name.isEmpty() ? "entries[" + index + "]" : "entry " + name);
    int before = errors.size();
    CatalogueEntry entry = new EntryReader(new Fields(place, mapping, errors), own).read();
    if (byName.containsKey(entry.name())) {
      errors.add(place + ": name: \"" + entry.name() + "\" must not be in use already");
    }
    CatalogueEntry sameCategory = byCategory.get(entry.category());
    if (sameCategory != null) {
      sharesCategory(place, entry, sameCategory);
    }
    if (errors.size() == before) {
      keep(entry);
    }
  }

  private void sharesCategory(String place, CatalogueEntry entry, CatalogueEntry other) {
    if (entry.scope() != other.scope()) {
      errors.add(
          place
              + ": scope: \""
              + entry.scope().word()
              + "\" must be "
              + other.scope().word()
              + " as in the other entries of category "
              + entry.category());
    }
    if (entry.ownEntry() && other.builtIn()) {
      errors.add(
          place
              + ": category: \""
              + entry.category()
              + "\" must not be one whose queries are part of dbintel");
    }
  }

  private void keep(CatalogueEntry entry) {
    entries.add(entry);
    byName.put(entry.name(), entry);
    byCategory.putIfAbsent(entry.category(), entry);
  }
}
