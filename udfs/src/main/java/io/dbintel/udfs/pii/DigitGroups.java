package io.dbintel.udfs.pii;

/**
 * Groups of digits with separators between them, from one digit on: how people write card, account
 * and phone numbers. Digits of every script count by their value; invisible characters inside a
 * group are passed over. Bounded: about {@value #MAX_DIGITS} digits beyond the first group.
 */
final class DigitGroups {
  /** No number that we look for has more digits. */
  static final int MAX_DIGITS = 19;

  /** Separators: one of these, {@code (} for several with a parenthesis, {@code w} for others. */
  static final char BLANK = ' ';

  private static final int MAX_GROUPS = MAX_DIGITS + 1;
  private static final int MAX_SEPARATOR = 3;

  private final byte[] digits = new byte[MAX_DIGITS + 1];
  private final int[] starts = new int[MAX_GROUPS];
  private final int[] ends = new int[MAX_GROUPS];
  private final int[] counts = new int[MAX_GROUPS];
  private final int[] through = new int[MAX_GROUPS];
  private final char[] separators = new char[MAX_GROUPS];
  private final boolean[] disguised = new boolean[MAX_GROUPS];
  private int size;
  private int at = -1;

  void forget() {
    at = -1;
  }

  /** Reads the groups from the digit at the index on, unless they are the ones held. */
  void read(Scan scan, int from) {
    if (from == at) {
      return;
    }
    int next = at >= 0 && size > 2 && from == starts[1] ? slide() : restart(scan, from);
    at = from;
    while (size < MAX_GROUPS && total() < MAX_DIGITS) {
      int start = separator(scan, next);
      if (start < 0) {
        return;
      }
      next = group(scan, start, MAX_DIGITS + 1);
    }
  }

  private int restart(Scan scan, int from) {
    size = 0;
    return group(scan, from, Integer.MAX_VALUE);
  }

  /** Forgets the first group, and the last one too, which may not have been read to its end. */
  private int slide() {
    int gone = counts[0];
    size -= 2;
    System.arraycopy(starts, 1, starts, 0, size);
    System.arraycopy(ends, 1, ends, 0, size);
    System.arraycopy(counts, 1, counts, 0, size);
    System.arraycopy(separators, 1, separators, 0, size);
    System.arraycopy(disguised, 1, disguised, 0, size);
    for (int i = 0; i < size; i++) {
      through[i] = through[i + 1] - gone;
    }
    System.arraycopy(digits, gone, digits, 0, total());
    return ends[size - 1];
  }

  private int group(Scan scan, int start, int most) {
    int before = size == 0 ? 0 : through[size - 1];
    int count = 0;
    int i = start;
    int end = start;
    boolean odd = false;
    for (int digit = scan.digit(i); digit >= 0 && count < most; digit = scan.digit(i)) {
      if (before + count < digits.length) {
        digits[before + count] = (byte) digit;
      }
      count++;
      odd |= i > end || scan.chars()[i] >= 128;
      end = i + scan.width(i);
      i = visible(scan, end);
    }
    starts[size] = start;
    ends[size] = end;
    counts[size] = count;
    disguised[size] = odd;
    through[size] = before + count;
    size++;
    return end;
  }

  private static int visible(Scan scan, int from) {
    int i = from;
    while (Chars.invisible(scan.at(i))) {
      i++;
    }
    return i;
  }

  /** Start of the next group, its separator noted; -1 when there is none. */
  private int separator(Scan scan, int end) {
    int i = visible(scan, end);
    char kind = 0;
    for (int length = 0; length < MAX_SEPARATOR; length++) {
      char one = separatorKind(scan, i);
      if (one == 0) {
        return -1;
      }
      kind = kind == 0 ? one : kind == '(' || one == '(' ? '(' : 'w';
      i = visible(scan, i + (scan.at(i) == '%' ? 3 : 1));
      if (scan.digit(i) >= 0) {
        separators[size] = kind;
        return i;
      }
    }
    return -1;
  }

  private static char separatorKind(Scan scan, int i) {
    char c = scan.at(i);
    return switch (c) {
      case ' ', '\t' -> BLANK;
      case '-', '.', '/', '+' -> c;
      case '(', ')' -> '(';
      case '%' -> scan.matches(i, "%20") ? BLANK : scan.matches(i, "%2D") ? '-' : 0;
      default -> c < 128 ? 0 : Chars.hyphen(c) ? '-' : Chars.blank(c) ? BLANK : 0;
    };
  }

  int size() {
    return size;
  }

  int start() {
    return starts[0];
  }

  int start(int group) {
    return starts[group];
  }

  int end(int group) {
    return ends[group];
  }

  /** Digits of one group. */
  int count(int group) {
    return counts[group];
  }

  /** Digits of all groups up to and with this one. */
  int through(int group) {
    return through[group];
  }

  int total() {
    return through[size - 1];
  }

  /** What stands before the group. */
  char separator(int group) {
    return separators[group];
  }

  /** Value of the digit, counted over all groups. */
  int digit(int index) {
    return digits[index];
  }

  /** Number of the digits {@code from} (counted over all groups) on. */
  int value(int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      value = value * 10 + digits[i];
    }
    return value;
  }

  /**
   * Whether digits beyond ASCII or invisible characters are among the groups up to this one: no
   * machine writes so.
   */
  boolean disguised(int last) {
    for (int i = 0; i <= last; i++) {
      if (disguised[i]) {
        return true;
      }
    }
    return false;
  }

  /** Whether the first groups have exactly these sizes. */
  boolean shaped(int... sizes) {
    if (size < sizes.length) {
      return false;
    }
    for (int i = 0; i < sizes.length; i++) {
      if (counts[i] != sizes[i]) {
        return false;
      }
    }
    return true;
  }

  /** The one separator between groups 0 and {@code last}, or 0 when they differ. */
  char uniform(int last) {
    for (int i = 2; i <= last; i++) {
      if (separators[i] != separators[1]) {
        return 0;
      }
    }
    return last == 0 ? 0 : separators[1];
  }
}
