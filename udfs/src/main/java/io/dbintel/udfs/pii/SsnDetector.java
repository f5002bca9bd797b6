package io.dbintel.udfs.pii;

/**
 * US social security numbers by the rules of the Social Security Administration: area not 000, 666
 * or 900 to 999, group not 00, serial not 0000. There is no checksum, so nine digits without
 * separators need a telling word or strict sensitivity.
 */
final class SsnDetector implements Detector {
  private static final Keywords WORDS =
      new Keywords(
          "ssn", "ssns", "social", "socialsecurity", "socialsecuritynumber", "tin", "taxid");

  @Override
  public String triggers() {
    return "0123456789";
  }

  @Override
  public void look(Scan scan, int at) {
    DigitGroups groups = scan.groups;
    int last = groups.shaped(3, 2, 4) ? 2 : groups.count(0) == 9 ? 0 : -1;
    if (last < 0 || !assigned(groups)) {
      return;
    }
    int end = groups.end(last);
    if (scan.startsFree(at) && scan.endsFree(end) && accepted(scan, last, at, end)) {
      scan.hit(TextDetector.US_SSN, at, end);
    }
  }

  private static boolean assigned(DigitGroups groups) {
    int area = groups.value(0, 3);
    return area > 0
        && area < 900
        && area != 666
        && groups.value(3, 2) > 0
        && groups.value(5, 4) > 0;
  }

  private static boolean accepted(Scan scan, int last, int start, int end) {
    char before = scan.at(start - 1);
    char after = scan.at(end);
    if ((Chars.hyphen(before) || before == '.') && Chars.word(scan.at(start - 2))) {
      return false;
    }
    if ((Chars.hyphen(after) || after == '.') && Chars.word(scan.at(end + 1))) {
      return false;
    }
    if (scan.strict(TextDetector.US_SSN)) {
      return true;
    }
    char separator = scan.groups.uniform(last);
    if (separator == '-' || (last == 0 && scan.groups.disguised(0))) {
      return true;
    }
    boolean alone = !columns(scan, start, end) && !scan.lenient(TextDetector.US_SSN);
    return (separator == DigitGroups.BLANK && alone) || WORDS.near(scan, start, end);
  }

  /** Whether more numbers stand beside: then the spaces separate columns. */
  private static boolean columns(Scan scan, int start, int end) {
    return (Chars.blank(scan.at(start - 1)) && scan.digit(start - 2) >= 0)
        || (Chars.blank(scan.at(end)) && scan.digit(end + 1) >= 0);
  }
}
