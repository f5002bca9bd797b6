package io.dbintel.udfs.pii;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rules in order. Read from YAML: {@code extends} names a preset (optional), {@code rules} lists
 * rules, which come before those of the preset.
 */
public record TextRules(List<TextRule> rules) {
  private static final String PRESETS = "text-rules.yaml";
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  public TextRules {
    rules = List.copyOf(rules);
    Set<String> names = new HashSet<>();
    for (TextRule rule : rules) {
      if (!names.add(rule.name())) {
        throw new IllegalArgumentException("Rule " + rule.name() + " is there twice");
      }
    }
  }

  /** Every detector at standard sensitivity, everything found redacted. */
  public static TextRules standard() {
    return preset("standard");
  }

  /** One of {@link #presets}. */
  public static TextRules preset(String name) {
    JsonNode preset = presetTree().get(name);
    if (preset == null) {
      throw new IllegalArgumentException(
          "Invalid value " + name + " for preset: one of " + presets());
    }
    return new TextRules(TextRuleReader.rules(preset));
  }

  /** Names of the presets, in the order of their file. */
  public static List<String> presets() {
    List<String> names = new ArrayList<>();
    presetTree().fieldNames().forEachRemaining(names::add);
    return names;
  }

  /**
   * Reads a rule file.
   *
   * @throws IllegalArgumentException naming rule, key and value of what is wrong
   */
  public static TextRules parse(String yaml) {
    JsonNode root;
    try {
      root = YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Rules are not YAML: " + e.getOriginalMessage(), e);
    }
    List<TextRule> rules = new ArrayList<>(TextRuleReader.rules(root));
    if (root.hasNonNull("extends")) {
      Set<String> own = new HashSet<>();
      rules.forEach(rule -> own.add(rule.name()));
      preset(root.get("extends").asText()).rules().stream()
          .filter(rule -> !own.contains(rule.name()))
          .forEach(rules::add);
    }
    return new TextRules(rules);
  }

  private static JsonNode presetTree() {
    try (InputStream file = TextRules.class.getResourceAsStream(PRESETS)) {
      return YAML.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
