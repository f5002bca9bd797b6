package io.dbintel.udfs.pii;

/** Classes of characters, beyond ASCII where people's keyboards are. */
final class Chars {
  private static final int FIRST_IDEOGRAPHIC = 0x2E80;

  private Chars() {}

  static boolean digit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean letter(char c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  static boolean hex(char c) {
    int lower = c | 0x20;
    return digit(c) || (lower >= 'a' && lower <= 'f');
  }

  static boolean alphanumeric(char c) {
    return digit(c) || letter(c);
  }

  static boolean base64Url(char c) {
    return alphanumeric(c) || c == '-' || c == '_';
  }

  /**
   * Whether the character continues a word. Ideographs do not: their scripts write no spaces, and a
   * number may stand right beside them.
   */
  static boolean word(char c) {
    if (c < 128) {
      return alphanumeric(c);
    }
    return c < FIRST_IDEOGRAPHIC && Character.isLetterOrDigit(c);
  }

  static boolean space(char c) {
    return c <= ' ' || (c >= 0x80 && (Character.isSpaceChar(c) || c == 0x85));
  }

  /** Spaces that stand between groups of digits: no line breaks. */
  static boolean blank(char c) {
    return c == ' '
        || c == '\t'
        || (c >= 0x80 && Character.isSpaceChar(c) && c < 0x2028)
        || c == 0x202F
        || c == 0x205F
        || c == 0x3000;
  }

  static boolean hyphen(char c) {
    return c == '-'
        || (c >= 0x2010 && c <= 0x2015)
        || c == 0x2043
        || c == 0x2212
        || c == 0xFE58
        || c == 0xFE63
        || c == 0xFF0D;
  }

  /** Characters that take no room on the screen. */
  static boolean invisible(char c) {
    if (c < 0xAD) {
      return false;
    }
    return c == 0xAD
        || c == 0x34F
        || c == 0x61C
        || c == 0x180E
        || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x202A && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x2069)
        || (c >= 0xFE00 && c <= 0xFE0F)
        || c == 0xFEFF;
  }

  static boolean quote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }
}
