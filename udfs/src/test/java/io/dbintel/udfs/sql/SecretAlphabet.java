package io.dbintel.udfs.sql;

import java.util.SplittableRandom;

/**
 * Characters that generated statements use in secrets and nowhere else, so that one leaked
 * character of a secret is seen by one pass over the output.
 */
final class SecretAlphabet {
  static final String LETTERS = "zqZQ";
  static final String DIGITS = "789";
  private static final String WORD = LETTERS + DIGITS;
  private static final String[] ANY = {
    "z", "q", "Z", "Q", "7", "8", "9", "zq", "789", "\u0436", "\ud83d\ude48"
  };

  private SecretAlphabet() {}

  /** Two to five letters and digits, the first a letter: also an identifier. */
  static void appendWord(StringBuilder text, SplittableRandom random) {
    text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    for (int left = 1 + random.nextInt(4); left > 0; left--) {
      text.append(WORD.charAt(random.nextInt(WORD.length())));
    }
  }

  static void appendDigits(StringBuilder text, SplittableRandom random, int count) {
    for (int left = count; left > 0; left--) {
      text.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
    }
  }

  /** A piece of a secret that only a quoted form can hold: any plane. */
  static void appendAny(StringBuilder text, SplittableRandom random) {
    text.append(ANY[random.nextInt(ANY.length)]);
  }

  /** Where the first character of a secret stands in a scrubbed text; -1 when none does. */
  static int leakIn(String scrubbed) {
    for (int at = 0; at < scrubbed.length(); at++) {
      if (contains(scrubbed.charAt(at)) && !isAliasNumber(scrubbed, at)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean contains(char c) {
    return switch (c) {
      case 'z', 'q', 'Z', 'Q', '7', '8', '9', '\u0436', '\u0416', '\ud83d', '\ude48', '\udc48' ->
          true;
      default -> false;
    };
  }

  /** The scrubber numbers quoted aliases: {@code "?7"}. */
  private static boolean isAliasNumber(String scrubbed, int at) {
    int first = at;
    while (first > 0 && isDigit(scrubbed.charAt(first - 1))) {
      first--;
    }
    int end = at;
    while (end < scrubbed.length() && isDigit(scrubbed.charAt(end))) {
      end++;
    }
    return first >= 2
        && scrubbed.charAt(first - 1) == '?'
        && scrubbed.charAt(first - 2) == '"'
        && end - first <= 2
        && end < scrubbed.length()
        && scrubbed.charAt(end) == '"';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
