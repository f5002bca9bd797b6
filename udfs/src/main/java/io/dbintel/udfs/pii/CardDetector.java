package io.dbintel.udfs.pii;

/**
 * Payment card numbers: issuer range, length and Luhn digit. One random number in ten passes Luhn,
 * and 1 to 2 of a hundred random 16-digit numbers pass all three, so a bare run of digits needs
 * more: 15 or 16 digits of a common scheme (query ids, hashes and snowflake ids have 17 and more,
 * times begin with 1), a word such as "card" nearby, disguised digits, or strict sensitivity.
 */
final class CardDetector implements Detector {
  private static final int SHORTEST = 12;

  /** How far before a number the word for it may stand. */
  private static final int CALLED = 12;

  private static final int[][] WRITTEN = {
    {4, 4, 4, 4},
    {4, 6, 5},
    {4, 6, 4},
    {4, 4, 4, 4, 3},
    {4, 4, 4, 4, 2},
    {4, 4, 4, 4, 1},
    {4, 4, 4, 3},
    {4, 4, 4, 2},
    {4, 4, 4, 1},
    {4, 3, 3, 3},
  };
  private static final Keywords WORDS =
      new Keywords(
          "card",
          "cards",
          "cardno",
          "cardnum",
          "cardnumber",
          "creditcard",
          "debitcard",
          "ccard",
          "cc",
          "ccn",
          "ccno",
          "ccnum",
          "ccnumber",
          "pan",
          "visa",
          "mastercard",
          "amex",
          "maestro",
          "discover",
          "diners",
          "jcb",
          "unionpay",
          "credit",
          "debit",
          "kreditkarte",
          "karte",
          "kartennummer",
          "tarjeta",
          "carte",
          "carta",
          "bankcard",
          "paymentcard",
          "mir");

  /** What a bare number is called when it is none of a card. */
  private static final Keywords IDS =
      new Keywords(
          "id",
          "ids",
          "oid",
          "pid",
          "xid",
          "txid",
          "queryid",
          "planid",
          "offset",
          "lsn",
          "seq",
          "sequence",
          "epoch",
          "timestamp",
          "bytes",
          "hash",
          "key",
          "counter");

  @Override
  public String triggers() {
    return "0123456789";
  }

  @Override
  public void look(Scan scan, int at) {
    DigitGroups groups = scan.groups;
    int first = groups.digit(0);
    if (groups.total() < SHORTEST
        || first == 0
        || first == 7
        || first == 9
        || !scan.startsFree(at)) {
      return;
    }
    for (int last = groups.size() - 1; last >= 0; last--) {
      int count = groups.through(last);
      if (count >= SHORTEST
          && count <= DigitGroups.MAX_DIGITS
          && IssuerRanges.issued(groups.value(0, 6), count)
          && luhn(groups, count)
          && scan.endsFree(groups.end(last))
          && accepted(scan, last)) {
        scan.hit(TextDetector.PAYMENT_CARD, at, groups.end(last));
        return;
      }
    }
  }

  private static boolean luhn(DigitGroups groups, int count) {
    int sum = 0;
    for (int i = count - 1, place = 0; i >= 0; i--, place++) {
      int digit = groups.digit(i) << (place & 1);
      sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 == 0;
  }

  private static boolean accepted(Scan scan, int last) {
    DigitGroups groups = scan.groups;
    int start = groups.start();
    int end = groups.end(last);
    if (partOfLonger(scan, start, end)) {
      return false;
    }
    if (scan.strict(TextDetector.PAYMENT_CARD)) {
      return true;
    }
    boolean disguised = groups.disguised(last) && !scan.lenient(TextDetector.PAYMENT_CARD);
    return disguised
        || (groups.through(last) > SHORTEST && written(groups, last))
        || (!negative(scan, start)
            && ((last == 0 && common(scan) && !IDS.before(scan, start, CALLED))
                || WORDS.near(scan, start, end)));
  }

  /** A decimal fraction, or a chain of dashes that goes on, as in UUIDs. */
  private static boolean partOfLonger(Scan scan, int start, int end) {
    char before = scan.at(start - 1);
    char after = scan.at(end);
    return ((before == '.' || before == '-') && Chars.digit(scan.at(start - 2)))
        || ((after == '.' || after == '-') && Chars.word(scan.at(end + 1)));
  }

  /** Hashes such as query ids are signed. */
  private static boolean negative(Scan scan, int start) {
    return scan.at(start - 1) == '-' && !Chars.word(scan.at(start - 2));
  }

  /** Whether the groups are those printed on cards, with one separator throughout. */
  private static boolean written(DigitGroups groups, int last) {
    char separator = groups.uniform(last);
    if (separator != DigitGroups.BLANK && separator != '-' && separator != '+') {
      return false;
    }
    for (int[] shape : WRITTEN) {
      if (shape.length == last + 1 && groups.shaped(shape)) {
        return true;
      }
    }
    return false;
  }

  /** A bare number of the length and schemes that most cards have. */
  private static boolean common(Scan scan) {
    int count = scan.groups.count(0);
    int first = scan.groups.value(0, 2);
    boolean sixteen = (first >= 40 && first <= 49) || (first >= 51 && first <= 55);
    sixteen |= (first >= 22 && first <= 27) || first == 60 || first == 65;
    return !scan.lenient(TextDetector.PAYMENT_CARD)
        && (count == 16 ? sixteen : count == 15 && (first == 34 || first == 37));
  }
}
