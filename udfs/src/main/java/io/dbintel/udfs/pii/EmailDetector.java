package io.dbintel.udfs.pii;

/**
 * Email addresses, also internationalised ones and with a percent-encoded {@code @}. The domain
 * needs a dot and a top level that is a word; strict sensitivity takes {@code name@host} too.
 */
final class EmailDetector implements Detector {
  private static final int LOCAL = 256;
  private static final int DOMAIN = 255;

  /** What looks like a top level and is the name of a unit of systemd or of a file. */
  private static final String[] NOT_TOP_LEVELS = {
    "service", "socket", "timer", "mount", "target", "slice", "scope", "device", "png", "jpg",
    "gif", "svg", "webp", "jar", "so", "conf",
  };

  @Override
  public String triggers() {
    return "@%";
  }

  @Override
  public void look(Scan scan, int at) {
    boolean encoded = scan.at(at) == '%';
    if (encoded && !(scan.at(at + 1) == '4' && scan.at(at + 2) == '0')) {
      return;
    }
    int start = at <= scan.credentialsEnd ? at : local(scan, at);
    if (start < at) {
      int end = domain(scan, at + (encoded ? 3 : 1));
      if (end > 0) {
        scan.hit(TextDetector.EMAIL, start, end);
      }
    }
  }

  private static int local(Scan scan, int at) {
    if (scan.at(at - 1) == '"') {
      return quoted(scan, at);
    }
    int i = at;
    while (at - i < LOCAL && localPart(scan, i - 1) && !encodedSeparator(scan, i - 1)) {
      i--;
    }
    if (encodedSeparator(scan, i - 1)) {
      i += 2;
    }
    if (Character.isLowSurrogate(scan.at(i)) && Character.isHighSurrogate(scan.at(i - 1))) {
      i--;
    }
    while (i < at && (scan.at(i) == '.' || scan.at(i) == '-' || scan.at(i) == '\'')) {
      i++;
    }
    return i;
  }

  private static int quoted(Scan scan, int at) {
    int i = at - 2;
    while (at - i < LOCAL && i >= 0 && scan.at(i) != '"' && scan.at(i) != '\n') {
      i--;
    }
    return at - i > 2 && scan.at(i) == '"' ? i : at;
  }

  /** Percent-encoded blank, quote, {@code & , / : ; < = > ?} or bracket: what ends a local part. */
  private static boolean encodedSeparator(Scan scan, int index) {
    if (scan.at(index) != '%' || !Chars.hex(scan.at(index + 2))) {
      return false;
    }
    char low = scan.at(index + 2);
    return switch (scan.at(index + 1)) {
      case '2' -> "0267CFcf".indexOf(low) >= 0;
      case '3' -> Chars.letter(low);
      case '5' -> "BDbd".indexOf(low) >= 0;
      default -> false;
    };
  }

  private static boolean localPart(Scan scan, int index) {
    char c = scan.at(index);
    if (Chars.alphanumeric(c) || (c != 0 && "._-+%!#$^~".indexOf(c) >= 0)) {
      return true;
    }
    if (c == '\'') {
      return Chars.letter(scan.at(index - 1)) && Chars.letter(scan.at(index + 1));
    }
    return unicodeLetter(scan, index);
  }

  /** Letters, digits and marks beyond ASCII, and what is invisible among them. */
  private static boolean unicodeLetter(Scan scan, int index) {
    char c = scan.at(index);
    if (c < 128) {
      return false;
    }
    int type = Character.getType(c);
    if (Character.isLowSurrogate(c) && Character.isHighSurrogate(scan.at(index - 1))) {
      return Character.isLetterOrDigit(Character.toCodePoint(scan.at(index - 1), c));
    }
    if (Character.isHighSurrogate(c) && Character.isLowSurrogate(scan.at(index + 1))) {
      return Character.isLetterOrDigit(Character.toCodePoint(c, scan.at(index + 1)));
    }
    return Character.isLetterOrDigit(c)
        || type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || Chars.invisible(c);
  }

  /** End of the domain that starts at the index, or -1. */
  private static int domain(Scan scan, int start) {
    if (scan.at(start) == '[') {
      return literal(scan, start);
    }
    int end = -1;
    int label = start;
    int i = start;
    int labels = 0;
    while (i - start < DOMAIN) {
      while (i - start < DOMAIN && labelPart(scan, i)) {
        i++;
      }
      if (i == label) {
        break;
      }
      labels++;
      int last = i;
      while (last > label && scan.at(last - 1) == '-') {
        last--;
      }
      if (last == label) {
        break;
      }
      if (labels > 1 || scan.strict(TextDetector.EMAIL)) {
        end = topLevel(scan, label, last) ? last : notTopLevel(scan, label, last) ? -1 : end;
      }
      if (last != i || scan.at(i) != '.') {
        break;
      }
      label = ++i;
    }
    return end < 0 || retinaSuffix(scan, start) ? -1 : end;
  }

  private static boolean labelPart(Scan scan, int index) {
    char c = scan.at(index);
    return Chars.alphanumeric(c) || c == '-' || unicodeLetter(scan, index);
  }

  private static int literal(Scan scan, int start) {
    int i = start + 1;
    while (i - start < 48 && (Chars.hex(scan.at(i)) || scan.at(i) == '.' || scan.at(i) == ':')) {
      i++;
    }
    return i - start > 3 && scan.at(i) == ']' ? i + 1 : -1;
  }

  private static boolean topLevel(Scan scan, int start, int end) {
    if (scan.matchesAnyCase(start, "xn--")) {
      return end - start > 5;
    }
    for (int i = start; i < end; i++) {
      if (Chars.digit(scan.at(i)) || scan.at(i) == '-') {
        return false;
      }
    }
    return end - start >= 2 && !notTopLevel(scan, start, end);
  }

  private static boolean notTopLevel(Scan scan, int start, int end) {
    for (String word : NOT_TOP_LEVELS) {
      if (word.length() == end - start && scan.matchesAnyCase(start, word)) {
        return true;
      }
    }
    return false;
  }

  /** Images for dense screens: {@code icon@2x.png.gz}. */
  private static boolean retinaSuffix(Scan scan, int start) {
    return Chars.digit(scan.at(start)) && scan.at(start + 1) == 'x' && scan.at(start + 2) == '.';
  }
}
