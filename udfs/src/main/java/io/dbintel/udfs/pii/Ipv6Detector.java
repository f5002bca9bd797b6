package io.dbintel.udfs.pii;

/**
 * IPv6 addresses in every form of RFC 4291, with embedded IPv4 and zone. Times, ratios and casts
 * ({@code 12:34:56}, {@code 1::text}, {@code std::min}) are none: an address is whole words of
 * hexadecimal digits, eight or with one gap, and holds a digit.
 */
final class Ipv6Detector implements Detector {
  private static final int LONGEST = 60;
  private static final int ZONE = 16;

  @Override
  public String triggers() {
    return ":";
  }

  @Override
  public void look(Scan scan, int at) {
    if (at < scan.colonRunEnd || (scan.at(at + 1) != ':' && !Chars.hex(scan.at(at + 1)))) {
      return;
    }
    int start = at;
    while (at - start < 4 && start > scan.colonRunEnd && Chars.hex(scan.at(start - 1))) {
      start--;
    }
    if (scan.at(start - 1) == '%' && at - start >= 2) {
      // The end of a percent-encoded byte.
      start += 2;
    }
    if (!scan.startsFree(start) || scan.at(start - 1) == '_') {
      start = at;
    }
    int end = runEnd(scan, at);
    scan.colonRunEnd = end;
    if (end - start > LONGEST || !scan.endsFree(end) || scan.at(end) == '_') {
      return;
    }
    boolean label = start == at && scan.at(at + 1) != ':';
    candidate(scan, label ? at + 1 : start, trimmed(scan, start, end));
  }

  private static int runEnd(Scan scan, int at) {
    int i = at;
    while (Chars.hex(scan.at(i)) || scan.at(i) == ':' || scan.at(i) == '.') {
      i++;
    }
    return i;
  }

  /** Without the punctuation of the sentence. */
  private static int trimmed(Scan scan, int start, int end) {
    int i = end;
    while (i > start
        && (scan.at(i - 1) == '.' || (scan.at(i - 1) == ':' && scan.at(i - 2) != ':'))) {
      i--;
    }
    return i;
  }

  /** The run itself, or without its first or last group: a label before, a port behind. */
  private static void candidate(Scan scan, int start, int end) {
    int second = start;
    while (second < end && Chars.hex(scan.at(second))) {
      second++;
    }
    int last = end;
    while (last > start && Chars.digit(scan.at(last - 1))) {
      last--;
    }
    for (int i = start; i + 2 < end; i++) {
      if (scan.matches(i, ":::")) {
        return;
      }
    }
    if (!report(scan, start, end)
        && !report(scan, second + 1, end)
        && !report(scan, start, last - 1)) {
      report(scan, second + 1, last - 1);
    }
  }

  private static boolean report(Scan scan, int start, int end) {
    if (end - start < 2 || !address(scan, start, end)) {
      return false;
    }
    if (scan.strict(TextDetector.IPV6) || plausible(scan, start, end)) {
      scan.hit(TextDetector.IPV6, start, zone(scan, end));
    }
    return true;
  }

  private static int zone(Scan scan, int end) {
    if (scan.at(end) != '%' || !Chars.alphanumeric(scan.at(end + 1)) || encoded(scan, end)) {
      return end;
    }
    int i = end + 1;
    while (i - end <= ZONE && (Chars.base64Url(scan.at(i)) || scan.at(i) == '.')) {
      i++;
    }
    return scan.at(i - 1) == '.' ? i - 1 : i;
  }

  /** Percent-encoded punctuation; {@code %25} is the sign before a zone in a URL (RFC 6874). */
  private static boolean encoded(Scan scan, int at) {
    char high = scan.at(at + 1);
    boolean sign = high == '2' || high == '3' || high == '5' || high == '7';
    return sign && Chars.hex(scan.at(at + 2)) && !scan.matches(at, "%25");
  }

  private static boolean address(Scan scan, int start, int end) {
    int groups = 0;
    int i = start;
    boolean gap = scan.at(i) == ':';
    if (gap && scan.at(++i) != ':') {
      return false;
    }
    i += gap ? 1 : 0;
    while (i < end) {
      int group = i;
      while (i < end && Chars.hex(scan.at(i))) {
        i++;
      }
      if (i > group && i < end && scan.at(i) == '.') {
        groups += 2;
        return ipv4(scan, group, end) && (gap ? groups <= 7 : groups == 8);
      }
      if (i == group || i - group > 4) {
        return false;
      }
      groups++;
      if (i == end) {
        break;
      }
      if (++i == end) {
        return false;
      }
      if (scan.at(i) == ':') {
        if (gap) {
          return false;
        }
        gap = true;
        i++;
      }
    }
    return gap ? groups <= 7 : groups == 8;
  }

  private static boolean ipv4(Scan scan, int start, int end) {
    int octets = 0;
    int i = start;
    while (i < end) {
      int value = 0;
      int octet = i;
      while (i < end && Chars.digit(scan.at(i)) && i - octet < 4) {
        value = value * 10 + scan.at(i) - '0';
        i++;
      }
      octets++;
      if (i == octet || value > 255 || (i < end && (scan.at(i) != '.' || i + 1 == end))) {
        return false;
      }
      i++;
    }
    return octets == 4;
  }

  private static boolean plausible(Scan scan, int start, int end) {
    boolean digits = false;
    int longest = 0;
    int length = 0;
    int gap = -1;
    for (int i = start; i < end; i++) {
      char c = scan.at(i);
      digits |= Chars.digit(c);
      length = c == ':' ? 0 : length + 1;
      longest = Math.max(longest, length);
      gap = c == ':' && scan.at(i + 1) == ':' ? i : gap;
    }
    if (gap < 0) {
      return longest >= 3;
    }
    return digits && !cast(scan, start, gap, end);
  }

  /** A decimal number and a word without digits, as in {@code 5::dec}. */
  private static boolean cast(Scan scan, int start, int gap, int end) {
    for (int i = start; i < gap; i++) {
      if (!Chars.digit(scan.at(i))) {
        return false;
      }
    }
    for (int i = gap + 2; i < end; i++) {
      if (!Chars.letter(scan.at(i))) {
        return false;
      }
    }
    return gap > start;
  }
}
