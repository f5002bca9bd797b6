package io.dbintel.ingest.logs;

/** Texts that JSON in UTF-8 can hold. */
final class Texts {
  private Texts() {}

  /** The same with U+FFFD for halves of surrogate pairs; null stays null. */
  static String wellFormed(String text) {
    if (text == null) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      if (isHalf(text, i)) {
        return repaired(text, i);
      }
      i += Character.isHighSurrogate(text.charAt(i)) ? 1 : 0;
    }
    return text;
  }

  /** The beginning of a text, without half a pair at its end. */
  static String head(String text, int length) {
    boolean splits = length > 0 && Character.isHighSurrogate(text.charAt(length - 1));
    return text.substring(0, splits ? length - 1 : length);
  }

  private static String repaired(String text, int from) {
    StringBuilder out = new StringBuilder(text);
    for (int i = from; i < out.length(); i++) {
      if (isHalf(out, i)) {
        out.setCharAt(i, '\uFFFD');
      } else if (Character.isHighSurrogate(out.charAt(i))) {
        i++;
      }
    }
    return out.toString();
  }

  /** Where pairs before are whole, and {@code i} is not the second of one. */
  private static boolean isHalf(CharSequence text, int i) {
    char c = text.charAt(i);
    return Character.isLowSurrogate(c)
        || (Character.isHighSurrogate(c)
            && (i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1))));
  }
}
