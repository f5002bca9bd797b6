package io.dbintel.udfs.logs;

/** The forms of points in time in log prefixes. */
final class Times {
  private static final String DATE = "dddd-dd-dd";
  private static final String CLOCK = "dd:dd:dd";
  private static final int MAX_ZONE = 6;

  private Times() {}

  /** Date, clock and zone, as in csvlog. */
  static boolean isTimestamp(String text) {
    int clockStart = DATE.length() + 1;
    if (!matches(text, 0, DATE) || !text.startsWith(" ", DATE.length())) {
      return false;
    }
    int space = text.indexOf(' ', clockStart);
    return space > 0
        && isClock(text.substring(clockStart, space))
        && isZone(text.substring(space + 1));
  }

  static boolean isDate(String text) {
    return text.length() == DATE.length() && matches(text, 0, DATE);
  }

  /** {@code 00:02:08}, with or without a fraction. */
  static boolean isClock(String text) {
    return matches(text, 0, CLOCK)
        && (text.length() == CLOCK.length()
            || (text.charAt(CLOCK.length()) == '.'
                && text.length() <= CLOCK.length() + 7
                && Numbers.isDigits(text, CLOCK.length() + 1, text.length())));
  }

  /** {@code UTC}, {@code +01}, {@code +05:30}. */
  static boolean isZone(String text) {
    if (text.isEmpty() || text.length() > MAX_ZONE) {
      return false;
    }
    if (text.charAt(0) == '+' || text.charAt(0) == '-') {
      return matches(text, 1, "dd") && (text.length() == 3 || matches(text, 3, ":dd"));
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < 'A' || text.charAt(i) > 'Z') {
        return false;
      }
    }
    return true;
  }

  private static boolean matches(String text, int from, String pattern) {
    for (int i = 0; i < pattern.length(); i++) {
      char wanted = pattern.charAt(i);
      if (from + i >= text.length()) {
        return false;
      }
      char c = text.charAt(from + i);
      if (wanted == 'd' ? !Names.isDigit(c) : c != wanted) {
        return false;
      }
    }
    return true;
  }
}
