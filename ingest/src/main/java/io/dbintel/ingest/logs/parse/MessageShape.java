package io.dbintel.ingest.logs.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A message with holes. A text has the shape when it holds the fixed parts in order, each at its
 * first place after the one before, and nothing is left; so matching takes linear time.
 */
final class MessageShape {
  private final String[] literals;
  private final String[] names;
  private final HoleType[] types;
  private final int weight;

  private MessageShape(List<String> literals, List<String> names, List<HoleType> types) {
    this.literals = literals.toArray(String[]::new);
    this.names = names.toArray(String[]::new);
    this.types = types.toArray(HoleType[]::new);
    this.weight = literals.stream().mapToInt(String::length).sum();
  }

  /** Reads {@code process {pid} acquired {lock_mode:mode} on {}}. */
  static MessageShape of(String template) {
    List<String> literals = new ArrayList<>();
    List<String> names = new ArrayList<>();
    List<HoleType> types = new ArrayList<>();
    int at = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
      int close = template.indexOf('}', open);
      if (close < 0 || (open == at && open > 0)) {
        throw new IllegalArgumentException("Not a message shape: " + template);
      }
      String hole = template.substring(open + 1, close);
      int colon = hole.indexOf(':');
      literals.add(template.substring(at, open));
      names.add(colon < 0 ? hole : hole.substring(0, colon));
      types.add(type(hole, colon));
      at = close + 1;
    }
    literals.add(template.substring(at));
    return new MessageShape(literals, names, types);
  }

  /** The text before the first hole. */
  String start() {
    return literals[0];
  }

  /** How many characters are fixed: the more, the more it says. */
  int weight() {
    return weight;
  }

  boolean hasHoles() {
    return names.length > 0;
  }

  /** The values of its named holes; null when the text has another shape. */
  Map<String, Object> match(String text, LogClasses classes) {
    if (!text.startsWith(literals[0])) {
      return null;
    }
    int last = names.length;
    if (last == 0) {
      return text.length() == literals[0].length() ? Map.of() : null;
    }
    Map<String, Object> values = new HashMap<>();
    int at = literals[0].length();
    for (int hole = 0; hole < last; hole++) {
      String next = literals[hole + 1];
      int end = hole == last - 1 ? text.length() - next.length() : end(hole, text, at);
      if (end < at || !text.startsWith(next, end)) {
        return null;
      }
      if (!take(hole, text, at, end, classes, values)) {
        return null;
      }
      at = end + next.length();
    }
    return values;
  }

  private boolean take(
      int hole, String text, int from, int to, LogClasses classes, Map<String, Object> values) {
    if (types[hole] == HoleType.ANY) {
      return true;
    }
    Object value = types[hole].value(text.substring(from, to), classes);
    if (value != null) {
      values.put(names[hole], value);
    }
    return value != null;
  }

  private int end(int hole, String text, int from) {
    return text.indexOf(literals[hole + 1], from);
  }

  private static HoleType type(String hole, int colon) {
    if (colon >= 0) {
      return HoleType.of(hole.substring(colon + 1));
    }
    return hole.isEmpty() ? HoleType.ANY : HoleType.NUMBER;
  }
}
