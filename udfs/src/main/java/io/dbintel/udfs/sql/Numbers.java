package io.dbintel.udfs.sql;

/** Where a number ends: integers of all bases, decimals, exponents; digits may be grouped by _. */
final class Numbers {
  private Numbers() {}

  /** End of a number that begins with a digit at {@code from}. */
  static int end(char[] text, int from, int length) {
    if (text[from] == '0' && from + 1 < length) {
      int radix = radix(text[from + 1]);
      if (radix > 0) {
        int end = digits(text, from + 2, length, radix, true);
        if (end > from + 2) {
          return end;
        }
      }
    }
    int end = digits(text, from, length, 10, false);
    boolean dot = end < length && text[end] == '.';
    if (dot && !(end + 1 < length && text[end + 1] == '.')) {
      return fractionEnd(text, end + 1, length);
    }
    return exponentEnd(text, end, length);
  }

  /** End of a number whose decimal point was just before {@code from}. */
  static int fractionEnd(char[] text, int from, int length) {
    return exponentEnd(text, digits(text, from, length, 10, false), length);
  }

  private static int exponentEnd(char[] text, int from, int length) {
    if (from < length && (text[from] == 'e' || text[from] == 'E')) {
      int digits = from + 1;
      if (digits < length && (text[digits] == '+' || text[digits] == '-')) {
        digits++;
      }
      int end = digits(text, digits, length, 10, false);
      if (end > digits) {
        return end;
      }
    }
    return from;
  }

  private static int radix(char c) {
    return switch (c) {
      case 'x', 'X' -> 16;
      case 'o', 'O' -> 8;
      case 'b', 'B' -> 2;
      default -> 0;
    };
  }

  /** Digits, each but the first (which may too if {@code leading}) after at most one underscore. */
  private static int digits(char[] text, int from, int length, int radix, boolean leading) {
    int at = from;
    while (at < length) {
      int digit = at;
      if (text[at] == '_' && (at > from || leading)) {
        digit++;
      }
      if (digit >= length || !isDigit(text[digit], radix)) {
        return at;
      }
      at = digit + 1;
    }
    return at;
  }

  private static boolean isDigit(char c, int radix) {
    return radix <= 10 ? c >= '0' && c < '0' + radix : c < 128 && Character.digit(c, radix) >= 0;
  }
}
