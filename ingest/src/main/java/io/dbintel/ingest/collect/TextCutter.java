package io.dbintel.ingest.collect;

/** Measures and cuts text by the bytes it takes as a JSON string in UTF-8. */
public final class TextCutter {
  private TextCutter() {}

  /** Bytes between the quotes. */
  public static int bytes(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      bytes += bytes(text.charAt(i));
    }
    return bytes;
  }

  /** The longest beginning of at most so many bytes; never half a surrogate pair. */
  public static String cut(String text, int maxBytes) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      bytes += bytes(text.charAt(i));
      if (bytes > maxBytes) {
        boolean splitsPair = Character.isLowSurrogate(text.charAt(i)) && i > 0;
        return text.substring(0, splitsPair ? i - 1 : i);
      }
    }
    return text;
  }

  private static int bytes(char character) {
    if (character < 0x20) {
      return 6;
    }
    if (character < 0x80) {
      return character == '"' || character == '\\' ? 2 : 1;
    }
    // Each half of a surrogate pair counts two: the pair takes four bytes.
    return character < 0x800 || Character.isSurrogate(character) ? 2 : 3;
  }
}
