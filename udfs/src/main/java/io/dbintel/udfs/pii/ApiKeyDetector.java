package io.dbintel.udfs.pii;

import java.util.List;

/** Keys that their issuers gave a prefix of their own, so that they can be found. */
final class ApiKeyDetector implements Detector {
  /** Prefix, shortest rest, whether the rest must hold a digit. */
  private record Issued(String prefix, int rest, boolean digit) {}

  private static final List<Issued> UNDERSCORED =
      List.of(
          new Issued("ghp_", 30, false),
          new Issued("gho_", 30, false),
          new Issued("ghu_", 30, false),
          new Issued("ghs_", 30, false),
          new Issued("ghr_", 30, false),
          new Issued("github_pat_", 20, true),
          new Issued("sk_live_", 10, false),
          new Issued("sk_test_", 10, false),
          new Issued("pk_live_", 10, false),
          new Issued("pk_test_", 10, false),
          new Issued("rk_live_", 10, false),
          new Issued("rk_test_", 10, false),
          new Issued("whsec_", 20, true),
          new Issued("npm_", 30, true),
          new Issued("hf_", 30, true));
  private static final List<Issued> DASHED =
      List.of(
          new Issued("xoxb-", 10, true),
          new Issued("xoxa-", 10, true),
          new Issued("xoxp-", 10, true),
          new Issued("xoxr-", 10, true),
          new Issued("xoxs-", 10, true),
          new Issued("xoxe-", 10, true),
          new Issued("xapp-", 10, true),
          new Issued("glpat-", 16, false),
          new Issued("sk-", 20, true));
  private static final int AWS_REST = 16;
  private static final int GOOGLE_REST = 30;

  @Override
  public String triggers() {
    return "_-A";
  }

  @Override
  public void look(Scan scan, int at) {
    switch (scan.at(at)) {
      case '_' -> prefixed(scan, at, UNDERSCORED);
      case '-' -> prefixed(scan, at, DASHED);
      default -> capital(scan, at);
    }
  }

  private static void prefixed(Scan scan, int at, List<Issued> issuers) {
    char before = scan.at(at - 1);
    for (int i = 0; i < issuers.size(); i++) {
      Issued issued = issuers.get(i);
      int length = issued.prefix.length();
      if (before == issued.prefix.charAt(length - 2)) {
        int start = at + 1 - length;
        if (scan.matches(start, issued.prefix) && scan.startsFree(start)) {
          key(scan, start, at + 1, issued);
          return;
        }
      }
    }
  }

  private static void key(Scan scan, int start, int from, Issued issued) {
    if (start < scan.keyEnd) {
      // Inside a word that was read to its end: not again for every prefix in it.
      return;
    }
    int i = from;
    boolean digit = false;
    for (char c = scan.at(i); Chars.base64Url(c); c = scan.at(++i)) {
      digit |= Chars.digit(c);
    }
    scan.keyEnd = i;
    if (i - from >= issued.rest && (digit || !issued.digit)) {
      scan.hit(TextDetector.API_KEY, start, i);
    }
  }

  private static void capital(Scan scan, int at) {
    boolean aws = scan.matches(at, "AKIA") || scan.matches(at, "ASIA");
    if ((!aws && !scan.matches(at, "AIza")) || !scan.startsFree(at)) {
      return;
    }
    int most = at + 4 + (aws ? AWS_REST : GOOGLE_REST + 10);
    int i = at + 4;
    while (i < most && (aws ? upperOrDigit(scan.at(i)) : Chars.base64Url(scan.at(i)))) {
      i++;
    }
    boolean whole = aws ? i == most && scan.endsFree(i) : i - at - 4 >= GOOGLE_REST;
    if (whole) {
      scan.hit(TextDetector.API_KEY, at, i);
    }
  }

  private static boolean upperOrDigit(char c) {
    return Chars.digit(c) || (c >= 'A' && c <= 'Z');
  }
}
