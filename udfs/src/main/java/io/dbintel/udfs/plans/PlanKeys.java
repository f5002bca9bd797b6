package io.dbintel.udfs.plans;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The allow-list of keys of plans, read from {@code plan-keys.yaml}. */
final class PlanKeys {
  static final PlanKeys CATALOGUE = load();

  private final Map<String, PlanKey> byName = new HashMap<>();
  private final Map<String, PlanKey> byTag = new HashMap<>();
  private final Set<String> settings;
  private final Set<String> settingWords;

  private PlanKeys(JsonNode root) {
    root.get("keys").properties().forEach(kind -> addKind(kind.getKey(), kind.getValue()));
    settings = words(root.get("settings").get("names"));
    settingWords = words(root.get("settings").get("words"));
  }

  Optional<PlanKey> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  Optional<PlanKey> tagged(String tag) {
    return Optional.ofNullable(byTag.get(tag));
  }

  Stream<PlanKey> all() {
    return byName.values().stream();
  }

  boolean isNodeType(String value) {
    return nodeTypes().contains(value);
  }

  Set<String> nodeTypes() {
    return byName.get("Node Type").values();
  }

  boolean isSetting(String name) {
    return settings.contains(name);
  }

  /** Whether this word as the value of a setting says nothing but itself. */
  boolean isSettingWord(String value) {
    return settingWords.contains(value);
  }

  static Set<String> words(JsonNode list) {
    Set<String> words = new LinkedHashSet<>();
    list.forEach(word -> words.add(word.asText()));
    return words;
  }

  static JsonNode resource() {
    try (InputStream yaml = PlanKeys.class.getResourceAsStream("plan-keys.yaml")) {
      return new ObjectMapper(new YAMLFactory()).readTree(yaml);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read the keys of plans", unreadable);
    }
  }

  private static PlanKeys load() {
    return new PlanKeys(resource());
  }

  private void addKind(String kindName, JsonNode keys) {
    KeyKind kind = KeyKind.valueOf(kindName.toUpperCase(Locale.ROOT));
    if (kind == KeyKind.ENUM) {
      keys.properties().forEach(key -> add(new PlanKey(key.getKey(), kind, words(key.getValue()))));
    } else {
      keys.forEach(name -> add(new PlanKey(name.asText(), kind, Set.of())));
    }
  }

  private void add(PlanKey key) {
    if (byName.put(key.name(), key) != null || byTag.put(key.tag(), key) != null) {
      throw new IllegalStateException("Two keys of plans are called " + key.name());
    }
  }
}
