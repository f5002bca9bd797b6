package io.dbintel.udfs.pii;

/**
 * Phone numbers: international with {@code +} (E.164, 9 to 15 digits), North American in their
 * three usual forms, and, beside a telling word or in strict sensitivity, national forms and bare
 * digits.
 */
final class PhoneDetector implements Detector {
  private static final int LONGEST = 15;
  private static final int DISTANCE = 24;
  private static final Keywords WORDS =
      new Keywords(
          "tel",
          "phone",
          "telephone",
          "mobile",
          "mob",
          "cell",
          "cellphone",
          "fax",
          "call",
          "dial",
          "sms",
          "whatsapp",
          "msisdn",
          "telefon",
          "telefono",
          "telefonnummer",
          "handy",
          "mobil",
          "phonenumber",
          "phoneno");

  @Override
  public String triggers() {
    return "0123456789+%";
  }

  @Override
  public void look(Scan scan, int at) {
    if (scan.digit(at) >= 0) {
      national(scan, at);
      return;
    }
    boolean encoded = scan.at(at) == '%';
    if ((!encoded || scan.matchesAnyCase(at, "%2b")) && scan.startsFree(at)) {
      international(scan, at, at + (encoded ? 3 : 1));
    }
  }

  private static void international(Scan scan, int start, int afterPlus) {
    int from = afterPlus + (scan.at(afterPlus) == '(' ? 1 : 0);
    if (scan.digit(from) <= 0) {
      return;
    }
    DigitGroups groups = scan.groups;
    groups.read(scan, from);
    int least = scan.strict(TextDetector.PHONE) ? 8 : 9;
    for (int last = connected(groups); last >= 0; last--) {
      int count = groups.through(last);
      if (count >= least
          && count <= LONGEST
          && dialled(groups, count)
          && scan.endsFree(groups.end(last))) {
        scan.hit(TextDetector.PHONE, start, groups.end(last));
        return;
      }
    }
  }

  /** Last group that a separator of phone numbers joins to those before. */
  private static int connected(DigitGroups groups) {
    int last = 0;
    while (last + 1 < groups.size()
        && groups.separator(last + 1) != '+'
        && groups.separator(last + 1) != 'w') {
      last++;
    }
    return last;
  }

  /** Country codes 1 and 7 have numbers of one length; the others vary. */
  private static boolean dialled(DigitGroups groups, int count) {
    return switch (groups.digit(0)) {
      case 1 -> count == 11 && northAmerican(groups, 1);
      case 7 -> count == 11;
      default -> true;
    };
  }

  private static boolean northAmerican(DigitGroups groups, int from) {
    return groups.digit(from) >= 2 && groups.digit(from + 3) >= 2;
  }

  private static void national(Scan scan, int at) {
    DigitGroups groups = scan.groups;
    if (groups.total() < 7 || !scan.startsFree(at) || joined(scan, at)) {
      return;
    }
    int last = american(scan, at);
    if (last < 0) {
      last = local(scan, at);
    }
    if (last >= 0) {
      int start = groups.separator(1) == '(' && scan.at(at - 1) == '(' ? at - 1 : at;
      scan.hit(TextDetector.PHONE, start, groups.end(last));
    }
  }

  private static boolean joined(Scan scan, int at) {
    char before = scan.at(at - 1);
    char other = scan.at(at - 2);
    return before == '+'
        || (before == '/' && Chars.digit(other))
        || ((Chars.hyphen(before) || before == '.') && Chars.word(other));
  }

  private static boolean ends(Scan scan, int end) {
    char after = scan.at(end);
    boolean goesOn = (Chars.hyphen(after) || after == '.' || after == '/');
    return scan.endsFree(end) && !(goesOn && Chars.word(scan.at(end + 1)));
  }

  /** Last group of a North American number, or -1. */
  private static int american(Scan scan, int at) {
    DigitGroups groups = scan.groups;
    boolean trunk = groups.shaped(1, 3, 3, 4) && groups.digit(0) == 1;
    int first = trunk ? 1 : 0;
    if (!trunk && !groups.shaped(3, 3, 4)) {
      return -1;
    }
    int last = first + 2;
    if (!northAmerican(groups, first) || !ends(scan, groups.end(last))) {
      return -1;
    }
    char one = groups.separator(first + 1);
    char two = groups.separator(last);
    boolean area = one == '(' && (trunk || scan.at(at - 1) == '(');
    boolean dotted = one == '.' && two == '.';
    boolean dashed = two == '-' && (one == '-' || one == DigitGroups.BLANK);
    boolean usual = (area && two != '.') || dotted || dashed;
    return usual || announced(scan, at) ? last : -1;
  }

  /** Last group of a national number of any country, or -1. */
  private static int local(Scan scan, int at) {
    DigitGroups groups = scan.groups;
    boolean trunk = groups.digit(0) == 0;
    boolean bare = groups.count(0) >= 9 && groups.count(0) <= 13;
    if ((!trunk && !bare && groups.total() < 9) || date(groups) || !announced(scan, at)) {
      return -1;
    }
    boolean strictly = !WORDS.before(scan, at, DISTANCE);
    if (strictly && !trunk && !(groups.count(0) == 10 && northAmerican(groups, 0))) {
      return -1;
    }
    for (int last = connected(groups); last >= 0; last--) {
      int count = groups.through(last);
      if (count >= (trunk && !strictly ? 7 : 9) && count <= 14 && ends(scan, groups.end(last))) {
        return last;
      }
    }
    return -1;
  }

  private static boolean date(DigitGroups groups) {
    return groups.shaped(2, 2, 4) || groups.shaped(4, 2, 2);
  }

  private static boolean announced(Scan scan, int at) {
    return scan.strict(TextDetector.PHONE) || WORDS.before(scan, at, DISTANCE);
  }
}
