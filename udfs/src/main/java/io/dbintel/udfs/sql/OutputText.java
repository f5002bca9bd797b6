package io.dbintel.udfs.sql;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A text as it is written: as bytes while all of it is ASCII, which is faster, else as characters.
 */
final class OutputText {
  /** Bytes that are free behind what was written. */
  static final int SLACK = 2 * EightBytes.SIZE;

  private static final int FIRST_CAPACITY = 1024;

  /** Room for more characters than this is not kept for the next text. */
  private static final int KEPT = 1 << 20;

  byte[] bytes = new byte[FIRST_CAPACITY];
  int length;

  private char[] chars = new char[0];
  private boolean ascii;

  /**
   * Begins another text.
   *
   * @param onlyAscii whether all that will be written is ASCII
   */
  void clear(boolean onlyAscii) {
    ascii = onlyAscii;
    length = 0;
    if (bytes.length > KEPT || chars.length > KEPT) {
      bytes = new byte[FIRST_CAPACITY];
      chars = new char[0];
    }
  }

  void copy(SourceText source, int start, int end) {
    int size = end - start;
    reserve(size);
    if (ascii) {
      System.arraycopy(source.bytes, start, bytes, length, size);
    } else {
      System.arraycopy(source.chars, start, chars, length, size);
    }
    length += size;
  }

  void append(String text) {
    for (int i = 0; i < text.length(); i++) {
      append(text.charAt(i));
    }
  }

  void append(char c) {
    reserve(1);
    if (ascii) {
      bytes[length++] = (byte) c;
    } else {
      chars[length++] = c;
    }
  }

  /** Makes room for so many characters and returns the bytes. */
  byte[] reserve(int size) {
    int needed = length + size + SLACK;
    if (ascii && needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    } else if (!ascii && needed > chars.length) {
      chars = Arrays.copyOf(chars, Math.max(needed, 2 * chars.length));
    }
    return bytes;
  }

  @Override
  public String toString() {
    return ascii
        ? new String(bytes, 0, length, StandardCharsets.ISO_8859_1)
        : new String(chars, 0, length);
  }
}
