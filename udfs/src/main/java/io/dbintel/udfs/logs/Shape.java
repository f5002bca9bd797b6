package io.dbintel.udfs.logs;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One message: literals with holes between them. A text matches when it begins and ends with the
 * outer literals and holds the others in order, each found at its first possible place.
 */
final class Shape {
  private final String[] literals;
  private final HoleKind[] holes;
  private final int weight;

  private Shape(List<String> literals, List<HoleKind> holes) {
    this.literals = literals.toArray(String[]::new);
    this.holes = holes.toArray(HoleKind[]::new);
    this.weight = literals.stream().mapToInt(String::length).sum();
  }

  /** Reads {@code duration: {number} ms}; two holes have text between them. */
  static Shape of(String template) {
    List<String> literals = new ArrayList<>();
    List<HoleKind> holes = new ArrayList<>();
    int at = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', at)) {
      int close = template.indexOf('}', open);
      if (close < 0 || (open == at && open > 0)) {
        throw new IllegalArgumentException("Not a message shape: " + template);
      }
      literals.add(template.substring(at, open));
      holes.add(HoleKind.valueOf(template.substring(open + 1, close).toUpperCase(Locale.ROOT)));
      at = close + 1;
    }
    literals.add(template.substring(at));
    return new Shape(literals, holes);
  }

  /** The text before the first hole. */
  String start() {
    return literals[0];
  }

  boolean hasHoles() {
    return holes.length > 0;
  }

  /** How many characters are fixed: the more, the more certain is a match. */
  int weight() {
    return weight;
  }

  List<String> literals() {
    return List.of(literals);
  }

  /** The text with every hole's value replaced; null when it has another shape. */
  String rewrite(String text, HoleRules rules) {
    int count = holes.length;
    int limit = text.length() - literals[count].length();
    int at = literals[0].length();
    if (count == 0) {
      return text.equals(literals[0]) ? text : null;
    }
    if (at > limit || !text.startsWith(literals[0]) || !text.endsWith(literals[count])) {
      return null;
    }
    int[] ends = ends(text, at, limit);
    return ends == null ? null : written(text, ends, rules);
  }

  private int[] ends(String text, int from, int limit) {
    int[] ends = new int[holes.length];
    int at = from;
    for (int i = 0; i < holes.length; i++) {
      boolean last = i == holes.length - 1;
      int end = last ? limit : end(holes[i], text, at, literals[i + 1]);
      if (end < at || end > limit || !fits(holes[i], text, at, end)) {
        return null;
      }
      ends[i] = end;
      at = end + literals[i + 1].length();
      if (!last && at > limit) {
        return null;
      }
    }
    return ends;
  }

  private static int end(HoleKind hole, String text, int at, String next) {
    if (hole.takesAnything()) {
      return text.indexOf(next, at);
    }
    int end = at;
    while (end < text.length() && isNumeric(text.charAt(end)) && !text.startsWith(next, end)) {
      end++;
    }
    return text.startsWith(next, end) ? end : -1;
  }

  private static boolean isNumeric(char c) {
    return Names.isDigit(c) || "+-.?/, ABCDEFabcdef".indexOf(c) >= 0;
  }

  private static boolean fits(HoleKind hole, String text, int at, int end) {
    return switch (hole) {
      case NUMBER -> Numbers.isNumber(text, at, end);
      case NUMBERS -> Numbers.isList(text, at, end);
      case LSN -> Numbers.isLsn(text, at, end);
      case WAL -> Numbers.isWalFile(text, at, end);
      default -> true;
    };
  }

  private String written(String text, int[] ends, HoleRules rules) {
    StringBuilder out = new StringBuilder(Math.min(text.length() + 16, 1 << 16));
    out.append(literals[0]);
    int at = literals[0].length();
    boolean certain = true;
    for (int i = 0; i < holes.length; i++) {
      rules.write(holes[i], text.substring(at, ends[i]), certain, out);
      out.append(literals[i + 1]);
      certain &= i == holes.length - 1 || isCertain(holes[i], text, ends[i], literals[i + 1]);
      at = ends[i] + literals[i + 1].length();
    }
    return out.toString();
  }

  /** A value that holds what follows it makes the next values doubtful. */
  private static boolean isCertain(HoleKind hole, String text, int end, String next) {
    return !hole.isInput() || text.indexOf(next, end + 1) < 0;
  }
}
