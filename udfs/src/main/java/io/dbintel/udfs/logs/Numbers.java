package io.dbintel.udfs.logs;

/** The forms that numbers have in log messages. {@code ?} is one too: a scrubbed number. */
final class Numbers {
  private static final int MAX_DIGITS = 24;
  private static final int WAL_FILE = 24;

  private Numbers() {}

  /** Sign, digits and a fraction. */
  static boolean isNumber(String text, int from, int end) {
    int at = from < end && "+-".indexOf(text.charAt(from)) >= 0 ? from + 1 : from;
    if (at >= end || end - at > MAX_DIGITS) {
      return false;
    }
    if (isHidden(text, at, end)) {
      return true;
    }
    int points = 0;
    for (int i = at; i < end; i++) {
      if (text.charAt(i) == '.') {
        points++;
      } else if (!Names.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return points <= 1 && Names.isDigit(text.charAt(at)) && Names.isDigit(text.charAt(end - 1));
  }

  /** Numbers with commas between them. */
  static boolean isList(String text, int from, int end) {
    int start = from;
    for (int i = from; i <= end; i++) {
      if (i == end || text.charAt(i) == ',') {
        if (!isNumber(text, start, i)) {
          return false;
        }
        start = text.startsWith(" ", i + 1) ? i + 2 : i + 1;
      }
    }
    return true;
  }

  /** Two hexadecimal numbers with a slash. */
  static boolean isLsn(String text, int from, int end) {
    int slash = text.indexOf('/', from);
    return isHidden(text, from, end)
        || (slash > from
            && slash < end - 1
            && slash - from <= 8
            && end - slash <= 9
            && isHexadecimal(text, from, slash)
            && isHexadecimal(text, slash + 1, end));
  }

  static boolean isWalFile(String text, int from, int end) {
    return isHidden(text, from, end) || (end - from == WAL_FILE && isHexadecimal(text, from, end));
  }

  static boolean isHexadecimal(String text, int from, int end) {
    for (int i = from; i < end; i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
        return false;
      }
    }
    return from < end;
  }

  static boolean isDigits(String text, int from, int end) {
    for (int i = from; i < end; i++) {
      if (!Names.isDigit(text.charAt(i))) {
        return false;
      }
    }
    return from < end;
  }

  private static boolean isHidden(String text, int from, int end) {
    return end - from == 1 && text.charAt(from) == '?';
  }
}
