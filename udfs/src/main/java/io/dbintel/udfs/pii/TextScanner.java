package io.dbintel.udfs.pii;

/**
 * One pass over a text. A table says which characters wake which detectors; all others cost one
 * look. Not thread-safe.
 */
final class TextScanner {
  private static final char FULLWIDTH_AT = '\uFF20';
  private static final char FULLWIDTH_PLUS = '\uFF0B';

  private static final int FEW_DIGITS = 7;

  private final Scan scan = new Scan();

  /** Scans and returns what was found; valid until the next call. */
  Scan scan(String text, FieldRules rules) {
    scan.begin(text, rules);
    Detector[][] table = rules.table();
    char[] chars = scan.chars();
    int length = scan.length();
    int i = 0;
    while (i < length) {
      char c = chars[i];
      if (c < 128) {
        Detector[] woken = table[c];
        i = woken == null ? i + 1 : wake(woken, c, i);
      } else {
        i = beyondAscii(table, c, i);
      }
    }
    scan.visit(length);
    return scan;
  }

  private int wake(Detector[] woken, char c, int at) {
    return Chars.digit(c) ? digits(woken, at) : look(woken, at, 1);
  }

  private int look(Detector[] woken, int at, int width) {
    for (Detector detector : woken) {
      detector.look(scan, at);
    }
    return at + width;
  }

  private int digits(Detector[] woken, int at) {
    if (scan.at(at - 1) == '%' && Chars.hex(scan.at(at + 1))) {
      return at + 2;
    }
    DigitGroups groups = scan.groups;
    groups.read(scan, at);
    int end = groups.end(0);
    // Fewer digits are an address of four groups, or an account number behind its country, or none.
    if (groups.total() >= FEW_DIGITS || groups.size() >= 4 || Chars.letter(scan.at(at - 1))) {
      look(woken, at, 1);
    }
    return end;
  }

  private int beyondAscii(Detector[][] table, char c, int at) {
    if (c == FULLWIDTH_AT && table['@'] != null) {
      return look(table['@'], at, 1);
    }
    if (c == FULLWIDTH_PLUS && table['+'] != null) {
      return look(table['+'], at, 1);
    }
    if (table['0'] != null && scan.digit(at) >= 0) {
      return digits(table['0'], at);
    }
    return at + 1;
  }
}
