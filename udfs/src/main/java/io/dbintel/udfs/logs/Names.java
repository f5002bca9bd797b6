package io.dbintel.udfs.logs;

/** Which names may leave: those that look like names that people give to objects of a database. */
final class Names {
  /** Stands for everything that may not leave. */
  static final String HIDDEN = "?";

  private static final int MAX_NAME = 200;
  private static final int MAX_APPLICATION = 32;
  private static final int LONG_DIGIT_RUN = 5;

  private Names() {}

  /**
   * Names of objects, qualified or not. Long digit runs become {@code $}; what is not word-like is
   * hidden.
   */
  static String identifier(String text) {
    return isIdentifier(text) ? withoutLongDigitRuns(text) : HIDDEN;
  }

  /** Names of roles and databases: as {@link #identifier}, and not qualified. */
  static String simple(String text) {
    return text.indexOf('.') < 0 ? identifier(text) : HIDDEN;
  }

  /** A client chooses its application name freely, so only one plain word stays. */
  static String application(String text) {
    if (text.isEmpty() || text.length() > MAX_APPLICATION) {
      return text.isEmpty() ? text : HIDDEN;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLetter(c) && c != '_' && c != '-') {
        return HIDDEN;
      }
    }
    return text;
  }

  /** Types and signatures of functions: words, commas and brackets. */
  static String signature(String text) {
    if (text.length() > MAX_NAME) {
      return HIDDEN;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isLetter(c) && !isDigit(c) && "_ .,()[]$?".indexOf(c) < 0) {
        return HIDDEN;
      }
      if (isDigit(c) && startsWord(text, i) && !isModifier(text, i)) {
        return HIDDEN;
      }
    }
    return withoutLongDigitRuns(text);
  }

  private static boolean startsWord(String text, int at) {
    return at == 0
        || (!isLetter(text.charAt(at - 1))
            && !isDigit(text.charAt(at - 1))
            && text.charAt(at - 1) != '_');
  }

  /** As in numeric(10,2). */
  private static boolean isModifier(String text, int at) {
    int end = at;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return at > 0
        && "(,".indexOf(text.charAt(at - 1)) >= 0
        && end < text.length()
        && "),".indexOf(text.charAt(end)) >= 0
        && end - at < LONG_DIGIT_RUN;
  }

  private static boolean isIdentifier(String text) {
    if (text.isEmpty() || text.length() > MAX_NAME) {
      return false;
    }
    boolean start = true;
    boolean digits = false;
    boolean dashes = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (start ? !isLetter(c) && c != '_' && c != '?' : !isNamePart(c)) {
        return false;
      }
      start = c == '.';
      digits |= isDigit(c);
      dashes |= c == '-';
    }
    return !start && !(digits && dashes);
  }

  private static boolean isNamePart(char c) {
    return isLetter(c) || isDigit(c) || c == '_' || c == '$' || c == '.' || c == '-';
  }

  static String withoutLongDigitRuns(String text) {
    StringBuilder out = null;
    int copied = 0;
    int i = 0;
    while (i < text.length()) {
      int end = i;
      while (end < text.length() && isDigit(text.charAt(end))) {
        end++;
      }
      if (end - i >= LONG_DIGIT_RUN) {
        out = out == null ? new StringBuilder() : out;
        out.append(text, copied, i).append('$');
        copied = end;
      }
      i = Math.max(end, i + 1);
    }
    return out == null ? text : out.append(text, copied, text.length()).toString();
  }

  static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
