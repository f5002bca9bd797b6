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

  private Characters() {}

  static byte of(char c) {
    return CLASSES[c];
  }

  /** Of a character of a {@link SourceText}. */
  static byte of(byte c) {
    return CLASSES[c & 0xff];
  }

  /** What names are made of after their first character. */
  static boolean namePart(char c) {
    return tagPart(c) || c == '$';
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
