package io.dbintel.udfs.sql;

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
  static final byte SELF = 8;

  /** In {@link #WORD_PARTS}: the character goes on a word. */
  static final int PART = 1 << 8;

  /** In {@link #WORD_PARTS}: the character is a digit. */
  static final int DIGIT_SHIFT = 9;

  private static final byte[] CLASSES = classes();

  /** Of each ASCII character: itself in lower case, and what it is in a word. */
  static final int[] WORD_PARTS = wordParts();

  private Characters() {}

  static byte of(char c) {
    return c < 128 ? CLASSES[c] : LETTER;
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

  private static int[] wordParts() {
    int[] parts = new int[128];
    for (char c = 0; c < 128; c++) {
      byte kind = CLASSES[c];
      boolean part = kind == LETTER || kind == DIGIT || kind == DOLLAR;
      parts[c] = Hashes.lower(c) | (part ? PART : 0) | (kind == DIGIT ? 1 << DIGIT_SHIFT : 0);
    }
    return parts;
  }

  private static byte[] classes() {
    byte[] classes = new byte[128];
    fill(classes, " \t\n\r\f\u000b", SPACE);
    fill(classes, "0123456789", DIGIT);
    fill(classes, "~!@#^&|`?+-*/%<>=", OPERATOR);
    fill(classes, ",()[].;:", SELF);
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
