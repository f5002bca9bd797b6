package io.dbintel.udfs.pii;

/**
 * The longest run of plain characters that every match of an expression contains. Careful rather
 * than clever: what is in a group or a class is not looked into, and an alternative or a flag at
 * the top gives nothing.
 */
final class RequiredLiteral {
  private static final int SHORTEST = 2;

  private final String pattern;
  private final StringBuilder run = new StringBuilder();
  private String longest = "";
  private int at;

  private RequiredLiteral(String pattern) {
    this.pattern = pattern;
  }

  /** Empty when there is none of two characters or more. */
  static String of(String pattern) {
    return new RequiredLiteral(pattern).read();
  }

  private String read() {
    while (at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '|' || (pattern.startsWith("(?", at) && !pattern.startsWith("(?:", at))) {
        return "";
      }
      switch (c) {
        case '(' -> skip(groupEnd());
        case '[' -> skip(classEnd());
        case '\\' -> escape();
        case '.', '^', '$' -> skip(at + 1);
        case '?', '*', '{' -> optional();
        case '+' -> skip(at + 1);
        default -> plain(c, at + 1);
      }
    }
    keep();
    return longest.length() >= SHORTEST ? longest : "";
  }

  private void plain(char c, int next) {
    run.append(c);
    at = next;
  }

  /** Ends the run: what stands next is not plain. */
  private void skip(int next) {
    keep();
    at = next;
  }

  private void keep() {
    if (run.length() > longest.length()) {
      longest = run.toString();
    }
    run.setLength(0);
  }

  /** The character before may be missing. */
  private void optional() {
    if (run.length() > 0) {
      boolean pair = Character.isLowSurrogate(run.charAt(run.length() - 1));
      run.setLength(run.length() - (pair ? 2 : 1));
    }
    int close = pattern.charAt(at) == '{' ? pattern.indexOf('}', at) : at;
    skip(Math.max(close, at) + 1);
  }

  private void escape() {
    char c = at + 1 < pattern.length() ? pattern.charAt(at + 1) : '\\';
    if (Character.isLetterOrDigit(c)) {
      int brace = pattern.startsWith("{", at + 2) ? pattern.indexOf('}', at) : -1;
      boolean named = (c == 'p' || c == 'P' || c == 'x') && brace > 0;
      // A quoted stretch or a code point is beyond this reader: nothing after it is used.
      skip(named ? brace + 1 : c == 'Q' || c == 'x' ? pattern.length() : at + 2);
    } else {
      plain(c, at + 2);
    }
  }

  private int groupEnd() {
    int depth = 0;
    int i = at;
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '[') {
        i = classEnd(i) - 1;
      } else if (c == '(') {
        depth++;
      } else if (c == ')' && --depth == 0) {
        return i + 1;
      }
      i++;
    }
    return pattern.length();
  }

  private int classEnd() {
    return classEnd(at);
  }

  private int classEnd(int from) {
    int i = from + 1;
    i += pattern.startsWith("^", i) ? 1 : 0;
    i += pattern.startsWith("]", i) ? 1 : 0;
    while (i < pattern.length() && pattern.charAt(i) != ']') {
      boolean posix = pattern.startsWith("[:", i);
      int close = posix ? pattern.indexOf(":]", i) : -1;
      i = close > 0 ? close + 2 : i + (pattern.charAt(i) == '\\' ? 2 : 1);
    }
    return i + 1;
  }
}
