package io.dbintel.udfs.pii;

/**
 * JSON web tokens (RFC 7519): three base64url segments, the first of which starts a JSON object:
 * {@code eyJ} encodes an opening brace and a quote. A token cut within its payload counts.
 */
final class JwtDetector implements Detector {
  private static final int HEADER = 12;
  private static final int PAYLOAD = 4;

  @Override
  public String triggers() {
    return "J";
  }

  @Override
  public void look(Scan scan, int at) {
    int start = at - 2;
    if (scan.at(at - 1) != 'y'
        || scan.at(start) != 'e'
        || !scan.startsFree(start)
        || scan.at(start - 1) == '_') {
      return;
    }
    int header = segment(scan, start);
    if (header - start < HEADER || scan.at(header) != '.') {
      return;
    }
    int payload = segment(scan, header + 1);
    boolean signed = scan.at(payload) == '.' && payload - header > PAYLOAD;
    if (signed) {
      scan.hit(TextDetector.JWT, start, segment(scan, payload + 1));
    } else if (scan.matches(header + 1, "eyJ")) {
      scan.hit(TextDetector.JWT, start, payload);
    }
  }

  private static int segment(Scan scan, int from) {
    int i = from;
    while (Chars.base64Url(scan.at(i))) {
      i++;
    }
    return i;
  }
}
