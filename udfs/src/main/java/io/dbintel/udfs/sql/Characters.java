package io.dbintel.udfs.sql;

import java.util.Arrays;

/** Classes of characters, as PostgreSQL's scanner has them. */
final class Characters {
  static final byte OTHER = 0;
  static final byte SPACE = 1;

  /** Starts a name: ASCII letters, underscore, and every character beyond ASCII. */
  static final byte LETTER = 2;

  static final byte DIGIT = 3;
  static final byte QUOTE = 4;
  static final byte DOUBLE_QUOTE = 5;
  static final byte DOLLAR = 6;
  static final byte OPERATOR = 7;

  /** Punctuation of one character. */
  static final byte SELF = 8;

  /** Punctuation of one or two characters: a dot, which may begin a number too, and a colon. */
  static final byte JOINED = 9;

  private static final int ALL = 1 << Character.SIZE;

  /** Of every character, so that nothing need be compared before looking it up. */
  private static final byte[] CLASSES = classes();

  /**
   * Of each ASCII character of which words are made: itself in lower case with {@link #PART} and
   * {@link #DIGIT_PART}. 0 for all others.
   */
  static final char[] WORD_PARTS = wordParts();

  private static final int PART = 1 << 7;
  private static final int DIGIT_PART = 1 << 8;
  private static final long LOWER_OF_FOUR = 0x007f_007f_007f_007fL;
  private static final long DIGITS_OF_FOUR = 0x0100_0100_0100_0100L;

  private Characters() {}

  static byte of(char c) {
    return CLASSES[c];
  }

  /** Characters of a dollar quote's tag after its first. */
  static boolean tagPart(char c) {
    byte kind = of(c);
    return kind == LETTER || kind == DIGIT;
  }

  static boolean stringPrefix(char c) {
    return switch (c) {
      case 'b', 'B', 'e', 'E', 'n', 'N', 'x', 'X' -> true;
      default -> false;
    };
  }

  /** An operator that holds one of these may end in + or -. */
  static boolean allowsTrailingSign(char c) {
    return "~!@#^&|`?%".indexOf(c) >= 0;
  }

  /** Digits among up to four {@link #WORD_PARTS}, each in 16 bits. */
  static int digits(long four) {
    return Long.bitCount(four & DIGITS_OF_FOUR);
  }

  /** The characters of up to four {@link #WORD_PARTS}. */
  static long lower(long four) {
    return four & LOWER_OF_FOUR;
  }

  private static char[] wordParts() {
    char[] parts = new char[ALL];
    for (char c = 0; c < 128; c++) {
      byte kind = CLASSES[c];
      if (kind == LETTER || kind == DIGIT || kind == DOLLAR) {
        parts[c] = (char) (Hashes.lower(c) | PART | (kind == DIGIT ? DIGIT_PART : 0));
      }
    }
    return parts;
  }

  private static byte[] classes() {
    byte[] classes = new byte[ALL];
    Arrays.fill(classes, 128, ALL, LETTER);
    fill(classes, " \t\n\r\f\u000b", SPACE);
    fill(classes, "0123456789", DIGIT);
    fill(classes, "~!@#^&|`?+-*/%<>=", OPERATOR);
    fill(classes, ",()[];", SELF);
    fill(classes, ".:", JOINED);
    fill(classes, "'", QUOTE);
    fill(classes, "\"", DOUBLE_QUOTE);
    fill(classes, "$", DOLLAR);
    for (char c = 'a'; c <= 'z'; c++) {
      classes[c] = LETTER;
      classes[Character.toUpperCase(c)] = LETTER;
    }
    classes['_'] = LETTER;
    return classes;
  }

  private static void fill(byte[] classes, String characters, byte value) {
    for (int i = 0; i < characters.length(); i++) {
      classes[characters.charAt(i)] = value;
    }
  }
}
