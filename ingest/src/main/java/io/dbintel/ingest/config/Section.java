package io.dbintel.ingest.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Values of one part of the file, checked against the options that may stand there. */
final class Section {
  private final String prefix;
  private final References references;
  private final List<String> errors;
  private final Map<Option<?>, Object> values = new HashMap<>();
  private final Set<Option<?>> broken = new LinkedHashSet<>();

  Section(String prefix, References references, List<String> errors) {
    this.prefix = prefix;
    this.references = references;
    this.errors = errors;
  }

  /** Reads a mapping; whatever is wrong with it is added to the errors. */
  Section read(JsonNode mapping, List<Option<?>> options) {
    walk(mapping, "", options);
    return this;
  }

  <T> Optional<T> get(Option<T> option) {
    @SuppressWarnings("unchecked") // put() stores what the option's own type has parsed
    T value = (T) values.get(option);
    return Optional.ofNullable(value);
  }

  /** Whether a value was given but was wrong: it has been reported, so it is not missing. */
  boolean isBroken(Option<?> option) {
    return broken.contains(option);
  }

  String path(String key) {
    return prefix.isEmpty() ? key : prefix + "." + key;
  }

  private void walk(JsonNode mapping, String parent, List<Option<?>> options) {
    for (Map.Entry<String, JsonNode> field : mapping.properties()) {
      String key = parent.isEmpty() ? field.getKey() : parent + "." + field.getKey();
      Optional<Option<?>> option =
          options.stream().filter(candidate -> candidate.key().equals(key)).findFirst();
      boolean isParent =
          options.stream().anyMatch(candidate -> candidate.key().startsWith(key + "."));
      if (option.isPresent()) {
        put(option.get(), field.getValue());
      } else if (isParent && field.getValue().isObject()) {
        walk(field.getValue(), key, options);
      } else if (isParent) {
        if (!field.getValue().isNull()) {
          errors.add(path(key) + ": must be a mapping of options");
        }
      } else {
        errors.add(path(key) + ": unknown key; known here: " + known(parent, options));
      }
    }
  }

  private <T> void put(Option<T> option, JsonNode node) {
    if (node.isNull()) {
      return;
    }
    int before = errors.size();
    Optional<T> value = parse(option, node);
    value.ifPresent(present -> values.put(option, present));
    if (errors.size() > before) {
      broken.add(option);
    }
  }

  private <T> Optional<T> parse(Option<T> option, JsonNode node) {
    if (!node.isValueNode()) {
      errors.add(path(option.key()) + ": must be a single value");
      return Optional.empty();
    }
    String text = node.asText();
    Optional<T> value;
    try {
      value = option.type().parse().apply(Given.of(text, references));
    } catch (References.UnresolvedException unresolved) {
      errors.add(path(option.key()) + ": " + unresolved.getMessage());
      return Optional.empty();
    }
    String shown = isShown(option, text) ? "\"" + text + "\"" : Secret.NONE.toString();
    if (value.isEmpty()) {
      errors.add(path(option.key()) + ": " + shown + " " + option.type().rule());
    } else if (!option.rule().holds().test(value.get())) {
      errors.add(path(option.key()) + ": " + shown + " " + option.rule().words());
      return Optional.empty();
    }
    return value;
  }

  /** An address may hold a user and a password before its @. */
  private static boolean isShown(Option<?> option, String text) {
    return !option.type().secret() && text.indexOf('@') < 0;
  }

  private static String known(String parent, List<Option<?>> options) {
    String start = parent.isEmpty() ? "" : parent + ".";
    Set<String> names = new LinkedHashSet<>();
    for (Option<?> option : options) {
      if (option.key().startsWith(start)) {
        names.add(option.key().substring(start.length()).replaceFirst("\\..*", ""));
      }
    }
    return String.join(", ", new ArrayList<>(names));
  }
}
