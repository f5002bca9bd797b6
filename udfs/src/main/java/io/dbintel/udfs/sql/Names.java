package io.dbintel.udfs.sql;

/** What a name must look like to leave, and how runs of digits in it are hidden. */
final class Names {
  /** Five digits are a postcode, and a year has four. */
  private static final int LONG_RUN = 5;

  private static final int HEX_WORD = 8;
  private static final int HEX_RUN = 16;

  /** PostgreSQL keeps 63 bytes of a name. */
  private static final int MAX_LENGTH = 128;

  private Names() {}

  /** Whether an ASCII word may be anything but a plain name; {@link #word} then says. */
  static boolean suspect(int length, int digits, char first, char second) {
    return suspect(length, digits) || (digits > 0 && second == '$' && (first | 0x20) == 'n');
  }

  /** As {@link #suspect(int, int, char, char)}, of a word without a dollar sign. */
  static boolean suspect(int length, int digits) {
    return length > MAX_LENGTH || digits >= LONG_RUN || (digits >= 2 && length >= HEX_WORD);
  }

  /** The mark of an unquoted name. */
  static byte word(char[] text, int start, int end, byte flags) {
    if (flags == 0) {
      return Tokens.KEEP;
    }
    if (end - start > MAX_LENGTH || parameterOfNationalString(text, start, end)) {
      return Tokens.LITERAL;
    }
    if ((flags & SqlLexer.BEYOND_ASCII) != 0 && !letters(text, start, end, "")) {
      return Tokens.LITERAL;
    }
    return digits(text, start, end, true);
  }

  /** The mark of a name in double quotes that has an end. */
  static byte quoted(Tokens tokens, int at) {
    char[] text = tokens.text;
    int start = tokens.start(at) + 1;
    int end = tokens.end(at) - 1;
    if (escaped(tokens, at) || end <= start || end - start > MAX_LENGTH) {
      return Tokens.REDACTED;
    }
    return letters(text, start, end, extras(tokens, at))
        ? digits(text, start, end, false)
        : Tokens.REDACTED;
  }

  /** Whether a quoted name has the form {@code U&"..."}. */
  static boolean escaped(Tokens tokens, int at) {
    return tokens.text[tokens.start(at)] != '"';
  }

  static boolean afterTableKeyword(Tokens tokens, int at) {
    return tokens.is(at - 1, Words.FROM)
        || tokens.is(at - 1, Words.JOIN)
        || tokens.is(at - 1, Words.INTO)
        || tokens.is(at - 1, Words.UPDATE)
        || tokens.is(at - 1, Words.ONLY)
        || tokens.is(at - 1, Words.TABLE);
  }

  /** Characters allowed beside letters and digits, for where data hardly ever stands. */
  private static String extras(Tokens tokens, int at) {
    if (tokens.is(at - 1, Words.COLLATE)) {
      return "-.@";
    }
    boolean qualified = tokens.is(at - 1, '.') || tokens.is(at + 1, '.');
    return qualified || afterTableKeyword(tokens, at) ? " -" : "";
  }

  private static boolean letters(char[] text, int start, int end, String extras) {
    int at = start;
    while (at < end) {
      int c = Character.codePointAt(text, at, end);
      if (!Character.isLetterOrDigit(c)
          && c != '_'
          && c != '$'
          && !combining(c)
          && extras.indexOf(c) < 0) {
        return false;
      }
      at += Character.charCount(c);
    }
    return true;
  }

  private static boolean combining(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static byte digits(char[] text, int start, int end, boolean unquoted) {
    int digits = 0;
    for (int i = start; i < end; i++) {
      digits += Character.isDigit(text[i]) ? 1 : 0;
    }
    int length = end - start;
    if (digits < 2 || (digits < LONG_RUN && length < HEX_WORD)) {
      return Tokens.KEEP;
    }
    if (length >= HEX_WORD && hexEnd(text, start, end) == end) {
      return unquoted ? Tokens.LITERAL : Tokens.REDACTED;
    }
    return runs(text, start, end, unquoted);
  }

  private static byte runs(char[] text, int start, int end, boolean unquoted) {
    int at = start;
    while (at < end) {
      if (runEnd(text, at, end) > at) {
        return unquoted && at == start ? Tokens.LITERAL : Tokens.MASKED;
      }
      at++;
    }
    return Tokens.KEEP;
  }

  /**
   * Writes a name with its runs of digits, and of hexadecimal digits, as {@code $}.
   *
   * @return characters written
   */
  static int mask(char[] text, int start, int end, char[] out, int offset) {
    int written = offset;
    int at = start;
    while (at < end) {
      int run = runEnd(text, at, end);
      if (run > at) {
        out[written++] = '$';
        at = run;
      } else {
        out[written++] = text[at++];
      }
    }
    return written - offset;
  }

  /** End of a run to hide that begins at {@code at}; {@code at} when none does. */
  private static int runEnd(char[] text, int at, int end) {
    int digits = at;
    while (digits < end && Character.isDigit(text[digits])) {
      digits++;
    }
    if (digits - at >= LONG_RUN) {
      return digits;
    }
    int hex = hexEnd(text, at, end);
    if (hex - at >= HEX_RUN) {
      boolean mixed = false;
      for (int i = at; i < hex; i++) {
        mixed |= text[i] <= '9';
      }
      return mixed ? hex : at;
    }
    return at;
  }

  private static int hexEnd(char[] text, int from, int end) {
    int at = from;
    while (at < end && text[at] < 128 && Character.digit(text[at], 16) >= 0) {
      at++;
    }
    return at;
  }

  /** {@code N$1}: what pg_stat_statements leaves of {@code N'text'}. */
  private static boolean parameterOfNationalString(char[] text, int start, int end) {
    if (end - start < 3 || text[start + 1] != '$' || (text[start] | 0x20) != 'n') {
      return false;
    }
    for (int i = start + 2; i < end; i++) {
      if (text[i] < '0' || text[i] > '9') {
        return false;
      }
    }
    return true;
  }
}
