package io.dbintel.udfs.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The messages of PostgreSQL 13 to 18: {@code log-messages.yaml}, read once. */
final class Catalogue {
  private static final String RESOURCE = "/io/dbintel/udfs/logs/log-messages.yaml";
  private static final Catalogue SHARED = new Catalogue(read());

  private final Map<ShapeGroup, ShapeIndex> shapes = new EnumMap<>(ShapeGroup.class);
  private final Map<String, LogField> tags = new HashMap<>();
  private final Set<String> severities = new HashSet<>();
  private final Set<String> words = new HashSet<>();
  private final Set<String> applications = new HashSet<>();

  private Catalogue(JsonNode root) {
    for (ShapeGroup group : ShapeGroup.values()) {
      List<Shape> ofGroup = new ArrayList<>();
      for (JsonNode entry : root.get(group.name().toLowerCase(Locale.ROOT))) {
        Shape shape = Shape.of(entry.get("shape").asText());
        shape.literals().forEach(this::learn);
        ofGroup.add(shape);
      }
      shapes.put(group, new ShapeIndex(ofGroup));
    }
    root.get("severities").forEach(name -> severities.add(name.asText()));
    severities.forEach(name -> tags.put(name, LogField.SEVERITY));
    for (Map.Entry<String, JsonNode> tag : root.get("tags").properties()) {
      LogField field = LogField.valueOf(tag.getKey());
      tag.getValue().forEach(name -> tags.put(name.asText(), field));
    }
    root.get("words")
        .forEach(phrase -> words.addAll(List.of(phrase.asText().split("[ /,-]+", -1))));
    root.get("applications").forEach(name -> applications.add(name.asText()));
  }

  static Catalogue shared() {
    return SHARED;
  }

  ShapeIndex shapes(ShapeGroup group) {
    return shapes.get(group);
  }

  /** What a tag of a stderr line says of the text after it; null when it is no tag. */
  LogField tag(String name) {
    return tags.get(name);
  }

  boolean isSeverity(String name) {
    return severities.contains(name);
  }

  /** Whether a word is one that PostgreSQL's own messages use. */
  boolean isWord(String word) {
    return words.contains(word);
  }

  /** Whether a program of that name comes with PostgreSQL or is a usual client. */
  boolean isApplication(String name) {
    return applications.contains(name);
  }

  private void learn(String phrase) {
    int start = 0;
    for (int i = 0; i <= phrase.length(); i++) {
      if (i == phrase.length() || !Names.isLetter(phrase.charAt(i))) {
        if (i > start) {
          words.add(phrase.substring(start, i));
        }
        start = i + 1;
      }
    }
  }

  private static JsonNode read() {
    try (InputStream yaml = Catalogue.class.getResourceAsStream(RESOURCE)) {
      return new ObjectMapper(new YAMLFactory()).readTree(yaml);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("Cannot read the catalogue of log messages", unreadable);
    }
  }
}
