package io.dbintel.udfs.pii;

/** Words that say what the number beside them is. Read only when a number has passed its checks. */
final class Keywords {
  private static final int BEFORE = 40;
  private static final int AFTER = 24;
  private static final int SHORT = 3;

  private final String[] words;

  /** Lower-case ASCII words. */
  Keywords(String... words) {
    this.words = words.clone();
  }

  /** Whether one stands up to 40 characters before or 24 after, on the same line. */
  boolean near(Scan scan, int start, int end) {
    return within(scan, lineStart(scan, start, BEFORE), start)
        || within(scan, end, lineEnd(scan, end, AFTER));
  }

  /** Whether one stands up to so many characters before, on the same line. */
  boolean before(Scan scan, int start, int distance) {
    return within(scan, lineStart(scan, start, distance), start);
  }

  private static int lineStart(Scan scan, int start, int distance) {
    int i = start;
    while (i > 0 && start - i < distance && scan.at(i - 1) != '\n') {
      i--;
    }
    return i;
  }

  private static int lineEnd(Scan scan, int end, int distance) {
    int i = end;
    while (i < scan.length() && i - end < distance && scan.at(i) != '\n') {
      i++;
    }
    return i;
  }

  private boolean within(Scan scan, int from, int to) {
    int i = from;
    while (i < to) {
      int start = i;
      while (i < to && Chars.letter(scan.at(i))) {
        i++;
      }
      // The scrubber's own markers, such as <payment-card>, prove nothing about what follows.
      if (i > start && known(scan, start, i) && !marker(scan, start) && !hex(scan, start, i)) {
        return true;
      }
      i++;
    }
    return false;
  }

  private static boolean marker(Scan scan, int start) {
    int i = start - 1;
    while (start - i < BEFORE && (Chars.letter(scan.at(i)) || scan.at(i) == '-')) {
      i--;
    }
    return scan.at(i) == '<';
  }

  /** Whether a short word is but a stretch of hexadecimal digits. */
  private static boolean hex(Scan scan, int start, int end) {
    return end - start <= SHORT && (Chars.digit(scan.at(start - 1)) || Chars.digit(scan.at(end)));
  }

  private boolean known(Scan scan, int start, int end) {
    for (String word : words) {
      if (word.length() == end - start && scan.matchesAnyCase(start, word)) {
        return true;
      }
    }
    return false;
  }
}
