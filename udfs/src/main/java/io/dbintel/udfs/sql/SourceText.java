package io.dbintel.udfs.sql;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The text that is read: its characters, and a byte for each, by which ASCII is read faster. A byte
 * of 128 and above stands for any character beyond ASCII.
 */
final class SourceText {
  private static final int FIRST_CAPACITY = 1024;

  /** Room for more characters than this is not kept for the next text. */
  private static final int KEPT = 1 << 20;

  /** Behind the text stand characters that belong to no token, so that one can look ahead. */
  private static final int PADDING = 2 * EightBytes.SIZE;

  private static final byte BEYOND_ASCII = (byte) 0x80;

  char[] chars;
  byte[] bytes;
  int length;

  /** Start and end of a question mark behind the text. */
  long question;

  private final CharsetEncoder encoder = StandardCharsets.ISO_8859_1.newEncoder();
  private CharBuffer from;
  private ByteBuffer to;

  SourceText() {
    allocate(FIRST_CAPACITY);
  }

  void load(String text) {
    length = text.length();
    if (chars.length < length + PADDING || chars.length > KEPT) {
      allocate(Math.max(length + PADDING, FIRST_CAPACITY));
    }
    text.getChars(0, length, chars, 0);
    Arrays.fill(chars, length, length + PADDING, '\0');
    int at = length + EightBytes.SIZE;
    chars[at] = '?';
    question = Tokens.span(at, at + 1);
    from.limit(length + PADDING).rewind();
    to.rewind();
    encoder.reset();
    while (encoder.encode(from, to, true).isError()) {
      from.get();
      to.put(BEYOND_ASCII);
    }
  }

  private void allocate(int capacity) {
    chars = new char[capacity];
    bytes = new byte[capacity];
    from = CharBuffer.wrap(chars);
    to = ByteBuffer.wrap(bytes);
  }
}
