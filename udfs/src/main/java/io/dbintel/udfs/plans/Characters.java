package io.dbintel.udfs.plans;

import java.util.function.IntPredicate;

/** Characters that a format cannot hold. */
final class Characters {
  private Characters() {}

  /** Controls other than tab and line breaks, non-characters, and halves of surrogate pairs. */
  static boolean isControl(int codePoint) {
    return (Character.isISOControl(codePoint)
            && codePoint != '\n'
            && codePoint != '\r'
            && codePoint != '\t')
        || codePoint == 0xfffe
        || codePoint == 0xffff
        || (codePoint >= 0xd800 && codePoint <= 0xdfff);
  }

  static String replaced(String text, IntPredicate kept, char replacement) {
    if (text.codePoints().allMatch(kept)) {
      return text;
    }
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints().forEach(c -> result.appendCodePoint(kept.test(c) ? c : replacement));
    return result.toString();
  }
}
