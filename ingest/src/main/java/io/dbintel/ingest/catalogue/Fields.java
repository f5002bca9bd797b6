package io.dbintel.ingest.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys of one mapping of a catalogue. Each error names the place, the value and the rule. */
final class Fields {
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})(ms|s|m|h)");

  private final String place;
  private final ObjectNode mapping;
  private final List<String> errors;
  private final Set<String> known = new LinkedHashSet<>();

  Fields(String place, ObjectNode mapping, List<String> errors) {
    this.place = place;
    this.mapping = mapping;
    this.errors = errors;
  }

  void error(String key, String problem) {
    errors.add(place + ": " + key + ": " + problem);
  }

  Optional<String> text(String key) {
    return value(key, "must be a text").map(JsonNode::asText).filter(text -> !text.isBlank());
  }

  String required(String key) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      error(key, "is missing and required");
    }
    return text.orElse("");
  }

  String name(String key, Pattern pattern, String rule) {
    String name = required(key);
    if (!name.isEmpty() && !pattern.matcher(name).matches()) {
      error(key, "\"" + name + "\" " + rule);
    }
    return name;
  }

  int number(String key, int fallback, int least, int most) {
    Optional<JsonNode> value = value(key, "must be a number");
    if (value.isEmpty()) {
      return fallback;
    }
    if (!value.get().canConvertToInt()
        || value.get().intValue() < least
        || value.get().intValue() > most) {
      error(key, "\"" + value.get().asText() + "\" must be a number from " + least + " to " + most);
      return fallback;
    }
    return value.get().intValue();
  }

  boolean flag(String key) {
    Optional<JsonNode> value = value(key, "must be true or false");
    if (value.isPresent() && !value.get().isBoolean()) {
      error(key, "\"" + value.get().asText() + "\" must be true or false");
    }
    return value.isPresent() && value.get().asBoolean();
  }

  Duration duration(String key, Duration fallback, Duration least, Duration most) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return fallback;
    }
    Matcher matcher = DURATION.matcher(text.get());
    Duration duration = matcher.matches() ? duration(matcher) : null;
    if (duration == null || duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
      error(
          key,
          "\""
              + text.get()
              + "\" must be a duration such as 500ms, 30s, 5m or 1h, from "
              + format(least)
              + " to "
              + format(most));
      return fallback;
    }
    return duration;
  }

  <E extends Enum<E>> E oneOf(String key, Class<E> type, E fallback) {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      if (fallback == null) {
        error(key, "is missing and required");
      }
      return fallback;
    }
    List<String> words = new ArrayList<>();
    for (E constant : type.getEnumConstants()) {
      String word = constant.name().toLowerCase(Locale.ROOT);
      if (word.equals(text.get())) {
        return constant;
      }
      words.add(word);
    }
    error(key, "\"" + text.get() + "\" must be one of " + String.join(", ", words));
    return fallback;
  }

  VersionRange versions(String key) {
    return text(key).map(text -> versions(key, text)).orElse(VersionRange.ALL);
  }

  VersionRange versions(String key, String text) {
    Optional<VersionRange> range = VersionRange.parse(text);
    if (range.isEmpty()) {
      error(key, "\"" + text + "\" " + VersionRange.RULE);
    }
    return range.orElse(VersionRange.ALL);
  }

  /** A list of texts, or a single one. */
  List<String> texts(String key) {
    known.add(key);
    JsonNode node = mapping.get(key);
    if (node == null || node.isNull()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>();
    if (node.isValueNode()) {
      texts.add(node.asText());
    } else if (node.isArray()) {
      node.forEach(item -> texts.add(item.asText()));
    } else {
      error(key, "must be a text or a list of texts");
    }
    return texts;
  }

  /** A mapping of texts to nodes; empty when absent. */
  Map<String, JsonNode> mapping(String key) {
    known.add(key);
    JsonNode node = mapping.get(key);
    Map<String, JsonNode> entries = new LinkedHashMap<>();
    if (node != null && node.isObject()) {
      node.properties().forEach(entry -> entries.put(entry.getKey(), entry.getValue()));
    } else if (node != null && !node.isNull()) {
      error(key, "must be a mapping");
    }
    return entries;
  }

  /** The fields of a nested mapping; without any when absent. */
  Fields nested(String key) {
    known.add(key);
    JsonNode node = mapping.get(key);
    if (node != null && !node.isNull() && !node.isObject()) {
      error(key, "must be a mapping");
    }
    boolean usable = node != null && node.isObject();
    return new Fields(
        place + ": " + key, usable ? (ObjectNode) node : mapping.objectNode(), errors);
  }

  /** The fields of a mapping that was found under a key. */
  Fields under(String key, ObjectNode nested) {
    return new Fields(place + ": " + key, nested, errors);
  }

  List<JsonNode> list(String key) {
    known.add(key);
    JsonNode node = mapping.get(key);
    List<JsonNode> items = new ArrayList<>();
    if (node != null && node.isArray()) {
      node.forEach(items::add);
    } else if (node != null && !node.isNull()) {
      error(key, "must be a list");
    }
    return items;
  }

  /** Reports the keys that nobody asked for. */
  void finish() {
    for (Map.Entry<String, JsonNode> field : mapping.properties()) {
      if (!known.contains(field.getKey())) {
        error(field.getKey(), "unknown key; known here: " + String.join(", ", known));
      }
    }
  }

  private Optional<JsonNode> value(String key, String rule) {
    known.add(key);
    JsonNode node = mapping.get(key);
    if (node == null || node.isNull()) {
      return Optional.empty();
    }
    if (!node.isValueNode()) {
      error(key, rule);
      return Optional.empty();
    }
    return Optional.of(node);
  }

  private static Duration duration(Matcher matcher) {
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }

  /** As it stands in a catalogue. */
  static String format(Duration duration) {
    if (duration.toMillis() % 1000 != 0) {
      return duration.toMillis() + "ms";
    }
    if (duration.toSeconds() % 60 != 0) {
      return duration.toSeconds() + "s";
    }
    return duration.toMinutes() % 60 != 0 ? duration.toMinutes() + "m" : duration.toHours() + "h";
  }
}
