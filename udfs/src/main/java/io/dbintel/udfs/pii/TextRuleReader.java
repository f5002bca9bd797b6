package io.dbintel.udfs.pii;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Rules out of a parsed file; every error names rule, key and value. */
final class TextRuleReader {
  private static final Set<String> FILE_KEYS = Set.of("extends", "rules");
  private static final Set<String> RULE_KEYS =
      Set.of("name", "detector", "pattern", "literal", "action", "sensitivity", "fields");

  private TextRuleReader() {}

  static List<TextRule> rules(JsonNode file) {
    known(file, FILE_KEYS, "rule file");
    List<TextRule> rules = new ArrayList<>();
    JsonNode list = file.path("rules");
    if (!list.isArray() && !list.isMissingNode()) {
      throw new IllegalArgumentException("Key rules must be a list");
    }
    list.forEach(rule -> rules.add(rule(rule)));
    return rules;
  }

  private static TextRule rule(JsonNode node) {
    String detectorId = text(node, "detector", null);
    String name = text(node, "name", detectorId);
    known(node, RULE_KEYS, "rule " + name);
    return new TextRule(
        name,
        detectorId == null ? null : detector(name, detectorId),
        text(node, "pattern", null),
        text(node, "literal", null),
        choice(RuleAction.class, name, "action", text(node, "action", "redact")),
        choice(Sensitivity.class, name, "sensitivity", text(node, "sensitivity", "standard")),
        text(node, "fields", "*"));
  }

  private static void known(JsonNode node, Set<String> keys, String where) {
    Iterator<String> names = node.fieldNames();
    while (names.hasNext()) {
      String key = names.next();
      if (!keys.contains(key)) {
        throw new IllegalArgumentException(
            "Unknown key " + key + " in " + where + ": one of " + keys.stream().sorted().toList());
      }
    }
  }

  private static String text(JsonNode node, String key, String otherwise) {
    return node.hasNonNull(key) ? node.get(key).asText() : otherwise;
  }

  private static TextDetector detector(String rule, String id) {
    for (TextDetector detector : TextDetector.values()) {
      if (detector.id().equals(id)) {
        return detector;
      }
    }
    throw invalid(rule, "detector", id, List.of(TextDetector.values()).toString());
  }

  private static <E extends Enum<E>> E choice(
      Class<E> type, String rule, String key, String value) {
    try {
      return Enum.valueOf(type, value.toUpperCase(Locale.ROOT).replace('-', '_'));
    } catch (IllegalArgumentException e) {
      throw invalid(rule, key, value, List.of(type.getEnumConstants()).toString());
    }
  }

  private static IllegalArgumentException invalid(
      String rule, String key, String value, String allowed) {
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "Invalid value %s for %s of rule %s: one of %s",
            value,
            key,
            rule,
            allowed.toLowerCase(Locale.ROOT).replace('_', '-')));
  }
}
