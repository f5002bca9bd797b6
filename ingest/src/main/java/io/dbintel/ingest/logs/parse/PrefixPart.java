package io.dbintel.ingest.logs.parse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;

/**
 * One part of a {@code log_line_prefix}: an escape, or the text between two.
 *
 * @param escape the letter of the escape; {@link #LITERAL} for text
 * @param width that the escape is padded to with spaces: after it when negative, before it when
 *     positive, 0 for not at all
 * @param literal the text; empty for an escape
 */
record PrefixPart(char escape, int width, byte[] literal) {
  static final char LITERAL = 0;

  private static final int WIDEST = 1024;
  private static final byte[] NO_TEXT = {};

  /**
   * The parts of a prefix as the server reads it: it passes over what follows a percent sign and is
   * no escape, and stops at one that nothing follows.
   */
  static List<PrefixPart> of(String prefix, Charset charset) {
    List<PrefixPart> parts = new ArrayList<>();
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    int at = 0;
    while (at < prefix.length()) {
      int percent = prefix.indexOf('%', at);
      int end = percent < 0 ? prefix.length() : percent;
      text.writeBytes(prefix.substring(at, end).getBytes(charset));
      at = end;
      if (percent >= 0) {
        at = escape(prefix, percent + 1, text, parts);
      }
    }
    flush(text, parts);
    return List.copyOf(parts);
  }

  boolean is(char letter) {
    return escape == letter;
  }

  boolean isLiteral() {
    return escape == LITERAL;
  }

  /** Whether users choose what stands there, or it is free text for another reason. */
  boolean isFreeText() {
    return "audrhibL".indexOf(escape) >= 0;
  }

  /** Whether no foreign line has it by chance. */
  boolean isTelling() {
    return "tmnspcl".indexOf(escape) >= 0;
  }

  /** Reads what follows a percent sign and returns where to go on. */
  private static int escape(
      String prefix, int from, ByteArrayOutputStream text, List<PrefixPart> parts) {
    int at = from;
    boolean left = at < prefix.length() && prefix.charAt(at) == '-';
    at += left ? 1 : 0;
    int width = 0;
    while (at < prefix.length() && prefix.charAt(at) >= '0' && prefix.charAt(at) <= '9') {
      width = Math.min(WIDEST, width * 10 + (prefix.charAt(at) - '0'));
      at++;
    }
    if (at == prefix.length()) {
      return at;
    }
    char letter = prefix.charAt(at);
    if (letter == '%' && at == from) {
      text.write('%');
    } else if ("audrhLbpPtmnielcsvxqQ".indexOf(letter) >= 0) {
      flush(text, parts);
      parts.add(new PrefixPart(letter, left ? -width : width, NO_TEXT));
    }
    return at + 1;
  }

  private static void flush(ByteArrayOutputStream text, List<PrefixPart> parts) {
    if (text.size() > 0) {
      parts.add(new PrefixPart(LITERAL, 0, text.toByteArray()));
      text.reset();
    }
  }
}
