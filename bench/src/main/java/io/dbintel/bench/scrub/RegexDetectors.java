package io.dbintel.bench.scrub;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The detectors of free text as regular expressions of the JDK, one pattern each: what the scanner
 * is compared with. Checksums are left out, in favour of this side.
 */
final class RegexDetectors {
  private static final List<Pattern> PATTERNS =
      List.of(
          Pattern.compile("(?<![\\w.])(?:\\d[ -]?){11,18}\\d(?!\\w)"),
          Pattern.compile("(?i)\\b[a-z]{2}\\d{2}(?:[ -]?[a-z0-9]){11,30}\\b"),
          Pattern.compile("\\b(?!000|666|9\\d\\d)\\d{3}[- ](?!00)\\d{2}[- ](?!0000)\\d{4}\\b"),
          Pattern.compile(
              "[\\p{L}\\p{N}._%+\\-!#$^~]+(?:@|%40)[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*"
                  + "\\.\\p{L}{2,}"),
          Pattern.compile(
              "(?<!\\w)\\+\\(?[1-9](?:[ ().\\-/]{0,2}\\d){7,14}\\b"
                  + "|(?<![\\w.-])(?:1[ .-])?(?:\\(\\d{3}\\) ?|\\d{3}[-. ])\\d{3}[-.]\\d{4}\\b"),
          Pattern.compile(
              "(?<![\\w.])(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}"
                  + "(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?!\\w|\\.\\d)"),
          Pattern.compile(
              "(?<![\\w:])(?:[0-9A-Fa-f]{0,4}:){2,7}"
                  + "(?:[0-9A-Fa-f]{1,4}|(?:\\d{1,3}\\.){3}\\d{1,3})?(?:%\\w+)?(?![\\w:])"),
          Pattern.compile(
              "\\b(?:[0-9A-Fa-f]{2}([:-]))(?:[0-9A-Fa-f]{2}\\1){4}[0-9A-Fa-f]{2}\\b"
                  + "|\\b(?:[0-9A-Fa-f]{4}\\.){2}[0-9A-Fa-f]{4}\\b"),
          Pattern.compile("\\beyJ[\\w-]{9,}\\.[\\w-]{3,}(?:\\.[\\w-]*)?"),
          Pattern.compile(
              "\\b(?:A[KS]IA[A-Z0-9]{16}\\b|AIza[\\w-]{30,40}|gh[pousr]_\\w{30,}"
                  + "|github_pat_\\w{20,}|[srp]k_(?:live|test)_\\w{10,}|xox[abeprs]-[\\w-]{10,}"
                  + "|glpat-[\\w-]{16,}|npm_\\w{30,}|hf_\\w{30,}|sk-[\\w-]{20,})"),
          Pattern.compile("-----BEGIN [A-Z ]{0,20}PRIVATE KEY(?: BLOCK)?-----"),
          Pattern.compile(
              "://([^\\s/@\"'<>:]*:[^\\s\"'<>]+)@"
                  + "|\\b([A-Za-z][\\w.-]*:[^\\s/@\"'<>]+)@(?=[A-Za-z\\[])"),
          Pattern.compile(
              "(?i)(?:password|passwd|passphrase|passcode|pwd|\\bpass)[\"'`]?\\s{0,4}"
                  + "(?:[:=!<>~]{0,2}[=:]>?)\\s{0,4}"
                  + "(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^']|'')*'|[^\\s&;,]+)"),
          Pattern.compile(
              "(?i)(?:api[_-]?key|access[_-]?key|secret[_-]?key|private[_-]?key|token|secret"
                  + "|authorization|credentials?)[\"'`]?\\s{0,4}[=:]\\s{0,4}(?:bearer |basic )?"
                  + "(\"[^\"]*\"|'[^']*'|[^\\s&;,]{6,})|\\bbearer\\s+[\\w.~+/=-]{8,}"));

  private RegexDetectors() {}

  static int hits(String text) {
    int hits = 0;
    for (Pattern pattern : PATTERNS) {
      Matcher matcher = pattern.matcher(text);
      while (matcher.find()) {
        hits++;
      }
    }
    return hits;
  }
}
