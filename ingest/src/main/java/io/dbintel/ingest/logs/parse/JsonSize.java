package io.dbintel.ingest.logs.parse;

/** How long texts are as JSON strings in UTF-8. */
final class JsonSize {
  /** No byte of a log becomes longer: a control character is six, a malformed byte three. */
  static final int MOST_PER_BYTE = 6;

  private JsonSize() {}

  /** Bytes of the text between its quotes. */
  static long of(String text) {
    long size = 0;
    for (int i = 0; i < text.length(); i++) {
      size += of(text.charAt(i));
    }
    return size;
  }

  /** The longest start of the text that fits, without half of a pair at its end. */
  static String cut(String text, long bytes) {
    long size = 0;
    int end = 0;
    while (end < text.length()) {
      size += of(text.charAt(end));
      if (size > bytes) {
        break;
      }
      end++;
    }
    if (end > 0 && end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(0, end);
  }

  /** A surrogate counts for half of its pair, and as an escape where it is alone. */
  private static int of(char c) {
    if (c < 0x20) {
      return c >= '\b' && c <= '\r' && c != 0x0B ? 2 : 6;
    }
    if (c < 0x80) {
      return c == '"' || c == '\\' ? 2 : 1;
    }
    if (c < 0x800) {
      return 2;
    }
    return Character.isSurrogate(c) ? 6 : 3;
  }
}
