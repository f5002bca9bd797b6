package io.dbintel.ingest.logs.parse;

/** Digits in bytes. */
final class Digits {
  /** A number that is none or too large. */
  static final long NOT_A_NUMBER = Long.MIN_VALUE;

  private static final int MOST = 18;

  private Digits() {}

  static boolean is(byte b) {
    return b >= '0' && b <= '9';
  }

  static boolean isHex(byte b) {
    return is(b) || (b >= 'a' && b <= 'f');
  }

  static boolean all(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (!is(text[i])) {
        return false;
      }
    }
    return to > from;
  }

  /** The first place from {@code from} on that is no digit. */
  static int end(byte[] text, int from, int to) {
    int end = from;
    while (end < to && is(text[end])) {
      end++;
    }
    return end;
  }

  /** Two digits that are known to be digits. */
  static int two(byte[] text, int from) {
    return number(text, from, from + 2);
  }

  /** A few digits that are known to be digits. */
  static int number(byte[] text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      number = number * 10 + (text[i] - '0');
    }
    return number;
  }

  /** Digits, perhaps after a minus; {@link #NOT_A_NUMBER} for anything else and beyond a long. */
  static long parse(byte[] text, int from, int to) {
    boolean negative = from < to && text[from] == '-';
    int start = negative ? from + 1 : from;
    if (!all(text, start, to) || to - start > MOST + 1) {
      return NOT_A_NUMBER;
    }
    long number = 0;
    for (int i = start; i < to; i++) {
      number = number * 10 - (text[i] - '0');
      if (number > 0) {
        return NOT_A_NUMBER;
      }
    }
    return negative || number == Long.MIN_VALUE ? number : -number;
  }
}
