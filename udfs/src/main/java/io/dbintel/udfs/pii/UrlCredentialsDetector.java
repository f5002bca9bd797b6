package io.dbintel.udfs.pii;

/**
 * User and password before a host: {@code scheme://user:password@host} (RFC 3986, also with
 * unescaped {@code /} and {@code @} in the password) and {@code user:password@host} alone.
 */
final class UrlCredentialsDetector implements Detector {
  private static final int AUTHORITY = 512;
  private static final int BACK = 96;

  /** Words before a colon that announce an address, not a user. */
  private static final Keywords LABELS =
      new Keywords(
          "mailto",
          "email",
          "mail",
          "user",
          "username",
          "from",
          "to",
          "cc",
          "bcc",
          "sip",
          "sips",
          "xmpp",
          "contact",
          "owner",
          "author",
          "login",
          "account");

  @Override
  public String triggers() {
    return ":@";
  }

  @Override
  public void look(Scan scan, int at) {
    if (scan.at(at) == '@') {
      bare(scan, at);
    } else if (scan.at(at + 1) == '/' && scan.at(at + 2) == '/') {
      authority(scan, at + 3);
    }
  }

  private static void authority(Scan scan, int start) {
    int colon = -1;
    int last = -1;
    int slashes = 0;
    for (int i = start; i - start < AUTHORITY && !ends(scan.at(i)); i++) {
      char c = scan.at(i);
      if (c == ':' && colon < 0 && last < 0) {
        colon = i;
      } else if (c == '@') {
        last = i;
      } else if (c == '/' || c == '?' || c == '#') {
        // A host, perhaps with its port, ends here. A password may go on, but not for long.
        slashes++;
        if (colon < 0 || (last < 0 ? port(scan, colon + 1, i) : slashes > 1)) {
          break;
        }
      }
    }
    if (colon >= 0 && last > colon + 1 && !scan.scrubbed(start, last)) {
      scan.credentials(start, last);
    }
  }

  private static boolean ends(char c) {
    return Chars.space(c) || Chars.quote(c) || c == '<' || c == '>';
  }

  private static boolean port(Scan scan, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Chars.digit(scan.at(i))) {
        return false;
      }
    }
    return true;
  }

  private static void bare(Scan scan, int at) {
    int start = at;
    while (start > 0 && at - start < BACK && !boundary(scan.at(start - 1))) {
      start--;
    }
    int user = start;
    for (int i = start; i < at; i++) {
      char c = scan.at(i);
      if (c == ':') {
        pair(scan, user, i, at);
        return;
      }
      if (!Chars.base64Url(c) && c != '.') {
        user = i + 1;
      }
    }
  }

  private static boolean boundary(char c) {
    return ends(c) || c == '/';
  }

  private static void pair(Scan scan, int user, int colon, int at) {
    if (user < colon
        && at > colon + 1
        && Chars.letter(scan.at(user))
        && host(scan, at + 1)
        && !LABELS.before(scan, colon, colon - user)
        && !scan.scrubbed(colon + 1, at)) {
      scan.credentials(user, at);
    }
  }

  /** A name, an IPv4 address or an IPv6 one in brackets; not a version or a digest. */
  private static boolean host(Scan scan, int start) {
    char first = scan.at(start);
    if (first == '[') {
      return Chars.hex(scan.at(start + 1)) || scan.at(start + 1) == ':';
    }
    if (Chars.letter(first)) {
      return !scan.matches(start, "sha256:") && !scan.matches(start, "sha512:");
    }
    int dots = 0;
    int i = start;
    while (i - start < 16 && (Chars.digit(scan.at(i)) || scan.at(i) == '.')) {
      dots += scan.at(i) == '.' && Chars.digit(scan.at(i + 1)) ? 1 : 0;
      i++;
    }
    return dots == 3;
  }
}
