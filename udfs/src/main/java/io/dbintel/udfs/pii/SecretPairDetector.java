package io.dbintel.udfs.pii;

/**
 * Values beside a name that says they are secret: {@code password=x}, {@code "token": "x"}, {@code
 * PASSWORD 'x'} of SQL, {@code --password x}. The value alone is the hit.
 */
final class SecretPairDetector implements Detector {
  private static final int BLANKS = 4;
  private static final int SHORTEST_TOKEN = 6;
  private static final int SHORTEST_SPOKEN_TOKEN = 8;
  private static final String[] SCHEMES = {"bearer", "basic", "token", "digest", "negotiate"};

  private final TextDetector detector;
  private final SecretKeys keys;

  SecretPairDetector(TextDetector detector, SecretKeys keys) {
    this.detector = detector;
    this.keys = keys;
  }

  @Override
  public String triggers() {
    return keys == SecretKeys.SECRETS ? "=:-'\"bB" : "=:-'\"";
  }

  @Override
  public void look(Scan scan, int at) {
    switch (scan.at(at)) {
      case '=', ':' -> assignment(scan, at);
      case '-' -> option(scan, at);
      case 'b', 'B' -> bearer(scan, at);
      default -> literal(scan, at);
    }
  }

  private void assignment(Scan scan, int at) {
    char sign = scan.at(at);
    char next = scan.at(at + 1);
    if (sign == ':' && (next == ':' || scan.at(at - 1) == ':' || next == '=')) {
      return;
    }
    String key = keys.endingAt(scan, nameEnd(scan, at));
    if (key == null) {
      return;
    }
    int value = at + 1;
    while (scan.at(value) == '=' || scan.at(value) == '>' || scan.at(value) == '~') {
      value++;
    }
    value = blanks(scan, value);
    if (key.equals("authorization")) {
      value = afterScheme(scan, value);
    }
    value(scan, key, value, sign == ':' && !key.equals("authorization"));
  }

  /** End of the name before an operator: blanks, the operator's other signs and quotes passed. */
  private static int nameEnd(Scan scan, int at) {
    int i = at;
    for (int n = 0; n < 2 && isSign(scan.at(i - 1)); n++) {
      i--;
    }
    for (int n = 0; n < BLANKS && Chars.blank(scan.at(i - 1)); n++) {
      i--;
    }
    if (Chars.quote(scan.at(i - 1)) || scan.at(i - 1) == ']' || scan.at(i - 1) == ')') {
      i--;
    }
    return scan.at(i - 1) == '\\' ? i - 1 : i;
  }

  private static boolean isSign(char c) {
    return c == '!' || c == ':' || c == '<' || c == '>' || c == '~';
  }

  private static int blanks(Scan scan, int from) {
    int i = from;
    for (int n = 0; n < BLANKS && Chars.blank(scan.at(i)); n++) {
      i++;
    }
    return i;
  }

  private static int afterScheme(Scan scan, int from) {
    int start = Chars.quote(scan.at(from)) ? from + 1 : from;
    for (String scheme : SCHEMES) {
      if (scan.matchesAnyCase(start, scheme) && Chars.blank(scan.at(start + scheme.length()))) {
        return blanks(scan, start + scheme.length());
      }
    }
    return from;
  }

  private void option(Scan scan, int at) {
    if (scan.at(at + 1) != '-' || scan.at(at - 1) == '-') {
      return;
    }
    String key = keys.startingAt(scan, at + 2);
    if (key != null) {
      int i = at + 2;
      while (!Chars.blank(scan.at(i))) {
        i++;
      }
      i = blanks(scan, i);
      if (scan.at(i) != '-') {
        value(scan, key, i, false);
      }
    }
  }

  /** {@code PASSWORD 'x'} and {@code IDENTIFIED BY 'x'}. */
  private void literal(Scan scan, int at) {
    int i = at;
    if (scan.at(i - 1) == 'E' || scan.at(i - 1) == 'e') {
      i--;
    }
    int end = i;
    for (int n = 0; n < BLANKS && Chars.blank(scan.at(end - 1)); n++) {
      end--;
    }
    if (end == i) {
      return;
    }
    boolean identified =
        keys == SecretKeys.PASSWORDS && scan.matchesAnyCase(end - 13, "identified by");
    String key = identified ? "password" : keys.endingAt(scan, end);
    if (key != null && (keys == SecretKeys.PASSWORDS || scan.strict(detector))) {
      value(scan, key, at, false);
    }
  }

  /** {@code Bearer x} without a name before it. */
  private void bearer(Scan scan, int at) {
    int end = at + 6;
    if (!scan.matchesAnyCase(at + 1, "earer") || !scan.startsFree(at)) {
      return;
    }
    int i = blanks(scan, end);
    if (i > end) {
      value(scan, "bearer", i, true);
    }
  }

  private void value(Scan scan, String key, int from, boolean spoken) {
    int start = SecretValue.start(scan, from);
    int end = start > from ? SecretValue.quotedEnd(scan, from, start) : unquotedEnd(scan, start);
    boolean telling = keys == SecretKeys.PASSWORDS || scan.strict(detector);
    if (end > start
        && (telling || token(scan, start, end, spoken && start == from))
        && !(key.startsWith("pw") && workingDirectory(scan, start))
        && !(key.equals("pass") && number(scan, start, end))
        && !SecretValue.empty(scan, start, end)
        && !scan.scrubbed(start, end)) {
      scan.hit(detector, start, end);
    }
  }

  private static int unquotedEnd(Scan scan, int start) {
    if (start >= scan.valueStart && start < scan.valueEnd) {
      return scan.valueEnd;
    }
    scan.valueStart = start;
    scan.valueEnd = SecretValue.unquotedEnd(scan, start);
    scan.valueDigit = scan.valueEnd - 1;
    while (scan.valueDigit >= start && !Chars.digit(scan.at(scan.valueDigit))) {
      scan.valueDigit--;
    }
    return scan.valueEnd;
  }

  /** Words such as "token" are common in prose: what follows a colon must look like a key. */
  private static boolean token(Scan scan, int start, int end, boolean spoken) {
    return spoken
        ? end - start >= SHORTEST_SPOKEN_TOKEN && scan.valueDigit >= start
        : end - start >= SHORTEST_TOKEN;
  }

  /** The shell keeps its working directory under a name that others use for passwords. */
  private boolean workingDirectory(Scan scan, int start) {
    return scan.at(start) == '/' && !scan.strict(detector);
  }

  /** Test reports count what passes. */
  private static boolean number(Scan scan, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Chars.digit(scan.at(i))) {
        return false;
      }
    }
    return true;
  }
}
