package io.dbintel.ingest.logs.parse;

import java.nio.charset.Charset;

/**
 * An escape within a JSON string, byte by byte; what it stands for goes to the text in its charset.
 */
final class JsonEscape {
  private static final int HEX_DIGITS = 4;

  private final Charset charset;
  private boolean open;
  private int digits;
  private int unit;
  private char high;

  JsonEscape(Charset charset) {
    this.charset = charset;
  }

  void reset() {
    open = false;
    digits = 0;
    high = 0;
  }

  /** After a backslash. */
  void open() {
    open = true;
    digits = 0;
  }

  boolean isOpen() {
    return open;
  }

  /** False when the byte cannot stand here. */
  boolean take(byte b, EntryTexts texts) {
    if (digits > 0) {
      return hex(b, texts);
    }
    if (b == 'u') {
      digits = HEX_DIGITS;
      unit = 0;
      return true;
    }
    open = false;
    int plain = plain(b);
    if (plain >= 0) {
      texts.append((byte) plain);
    }
    return plain >= 0;
  }

  private static int plain(byte b) {
    return switch (b) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case '"', '\\', '/' -> b;
      default -> -1;
    };
  }

  private boolean hex(byte b, EntryTexts texts) {
    int digit = Character.digit(b, 16);
    if (digit < 0) {
      return false;
    }
    unit = unit * 16 + digit;
    digits--;
    if (digits == 0) {
      open = false;
      write((char) unit, texts);
    }
    return true;
  }

  private void write(char c, EntryTexts texts) {
    if (Character.isHighSurrogate(c)) {
      high = c;
      return;
    }
    String text =
        Character.isLowSurrogate(c) && high != 0 ? new String(new char[] {high, c}) : "" + c;
    high = 0;
    byte[] bytes = text.getBytes(charset);
    texts.append(bytes, 0, bytes.length);
  }
}
