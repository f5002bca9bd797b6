package io.dbintel.ingest.logs.parse;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of one text that grow, and become a string once. */
final class ByteText {
  private static final int FIRST = 256;
  private static final int KEPT = 1 << 16;
  private static final byte[] NOTHING = {};

  private byte[] bytes = NOTHING;
  private int length;

  void append(byte b) {
    grow(1);
    bytes[length++] = b;
  }

  void append(byte[] more, int from, int count) {
    grow(count);
    System.arraycopy(more, from, bytes, length, count);
    length += count;
  }

  int length() {
    return length;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Empties it; memory that a long text took is given back. */
  void clear() {
    length = 0;
    if (bytes.length > KEPT) {
      bytes = NOTHING;
    }
  }

  /** Malformed bytes become U+FFFD. */
  String text(Charset charset) {
    return new String(bytes, 0, length, charset);
  }

  /** Drops a character of UTF-8 at the end that was cut in the middle. */
  void dropCutCharacter(Charset charset) {
    if (!charset.equals(StandardCharsets.UTF_8)) {
      return;
    }
    int start = length;
    while (start > 0 && length - start < 3 && (bytes[start - 1] & 0xC0) == 0x80) {
      start--;
    }
    if (start == 0) {
      return;
    }
    int lead = bytes[start - 1] & 0xFF;
    int needed = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    if (length - start < needed) {
      length = start - 1;
    }
  }

  private void grow(int count) {
    if (length + count > bytes.length) {
      int doubled = Math.max(FIRST, bytes.length * 2);
      bytes = Arrays.copyOf(bytes, Math.max(doubled, length + count));
    }
  }
}
