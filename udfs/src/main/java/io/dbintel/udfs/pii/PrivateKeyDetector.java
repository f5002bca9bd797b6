package io.dbintel.udfs.pii;

/**
 * Private keys in PEM (RFC 7468), from the first dashes to the last ones, or where the text ends.
 */
final class PrivateKeyDetector implements Detector {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String LABEL = "PRIVATE KEY";
  private static final int LONGEST_LABEL = 40;

  @Override
  public String triggers() {
    return "-";
  }

  @Override
  public void look(Scan scan, int at) {
    if (scan.at(at + 1) != '-' || scan.at(at - 1) == '-' || !scan.matches(at, BEGIN)) {
      return;
    }
    int label = at + BEGIN.length();
    int labelEnd = dashes(scan, label, label + LONGEST_LABEL);
    if (!privateKey(scan, label, labelEnd)) {
      return;
    }
    int end = dashes(scan, labelEnd + 5, scan.length());
    if (scan.matches(end, END)) {
      end = dashes(scan, end + END.length(), end + END.length() + LONGEST_LABEL) + 5;
    }
    scan.hit(TextDetector.PRIVATE_KEY, at, Math.min(end, scan.length()));
  }

  private static boolean privateKey(Scan scan, int start, int end) {
    for (int i = start; i + LABEL.length() <= end; i++) {
      if (scan.matches(i, LABEL)) {
        return true;
      }
    }
    return false;
  }

  /** Where the next five dashes start, or the limit. */
  private static int dashes(Scan scan, int from, int limit) {
    int i = from;
    while (i < limit && i < scan.length() && !(scan.at(i) == '-' && scan.matches(i, "-----"))) {
      i++;
    }
    return Math.min(i, limit);
  }
}
