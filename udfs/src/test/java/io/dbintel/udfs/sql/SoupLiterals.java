package io.dbintel.udfs.sql;

import io.dbintel.udfs.sql.SoupText.Token;

/** Literals and parameters of all forms. What they hold is secret. */
final class SoupLiterals {
  private static final String[] STRING_PIECES = {
    " ", "''", "\"", "$$", "$a$", "--", "/*", "*/", ";", "?", "\n", "\r", "(", "E", "\u00e9", "\t"
  };
  private static final String[] ESCAPES = {
    "\\'", "\\' ", "\\\\", "\\n", "\\778", "\\x7", "\\u0078", "\\\\''"
  };
  private static final String[] DOLLAR_TAGS = {
    "", "", "a", "z", "body", "_1", "\u00e9", "\u0436", "a1\u6f22", "Q\ud83d\ude48"
  };
  private static final String[] DOLLAR_PIECES = {
    " ", "'", "\"", "--", "/*", "*/", ";", "\\", "$", "$7", "$b c", "$zq$", "select", "\n"
  };

  private SoupLiterals() {}

  static void append(SoupText soup) {
    switch (soup.random.nextInt(20)) {
      case 0, 1, 2, 3 -> appendString(soup);
      case 4, 5, 6 -> appendEscapeString(soup);
      case 7 -> appendNationalString(soup);
      case 8 -> appendUnicodeString(soup);
      case 9, 10 -> appendBitString(soup);
      case 11, 12, 13 -> appendDollarString(soup);
      case 14, 15 -> appendParameter(soup);
      default -> SoupNumbers.append(soup);
    }
  }

  /** A string in one of the forms that a utility statement takes where it wants a string. */
  static void appendAnyString(SoupText soup) {
    if (soup.oneIn(3)) {
      appendEscapeString(soup);
    } else {
      appendString(soup);
    }
  }

  static void appendString(SoupText soup) {
    soup.beginPlainString();
    appendQuoted(soup, !soup.standardConformingStrings);
  }

  private static void appendNationalString(SoupText soup) {
    soup.beginWord();
    soup.text().append(soup.pick("N", "n"));
    appendQuoted(soup, !soup.standardConformingStrings);
  }

  static void appendEscapeString(SoupText soup) {
    soup.beginAfterWord();
    soup.text().append(soup.pick("E", "e"));
    appendQuoted(soup, true);
  }

  private static void appendUnicodeString(SoupText soup) {
    if (!soup.standardConformingStrings) {
      appendString(soup);
      return;
    }
    soup.beginWord();
    soup.text().append(soup.pick("U&", "u&"));
    appendQuoted(soup, false);
    if (soup.oneIn(3)) {
      SoupSeparators.append(soup);
      soup.text().append(soup.pick("UESCAPE ", "uescape"));
      soup.text().append('\'').append(soup.pick("!", "\\", "z", "7")).append('\'');
      soup.ended(Token.QUOTED_STRING);
    }
  }

  private static void appendBitString(SoupText soup) {
    soup.beginWord();
    soup.text().append(soup.pick("B", "b", "X", "x"));
    appendBits(soup);
    while (soup.oneIn(8)) {
      SoupSeparators.appendContinuation(soup);
      appendBits(soup);
    }
    soup.ended(Token.QUOTED_STRING);
  }

  /** Nothing is an escape in a bit string, not even a doubled quote. */
  private static void appendBits(SoupText soup) {
    StringBuilder text = soup.text().append('\'');
    for (int left = soup.random.nextInt(4); left > 0; left--) {
      SecretAlphabet.appendAny(text, soup.random);
    }
    text.append(soup.pick("", "", "\\", "\"", " --", "$$")).append('\'');
  }

  private static void appendQuoted(SoupText soup, boolean escapes) {
    appendSegment(soup, escapes);
    while (soup.oneIn(8)) {
      SoupSeparators.appendContinuation(soup);
      appendSegment(soup, escapes);
    }
    soup.ended(Token.QUOTED_STRING);
  }

  private static void appendSegment(SoupText soup, boolean escapes) {
    StringBuilder text = soup.text().append('\'');
    for (int left = soup.random.nextInt(5); left > 0; left--) {
      switch (soup.random.nextInt(6)) {
        case 0 -> text.append(soup.pick(STRING_PIECES));
        case 1 ->
            text.append(escapes ? soup.pick(ESCAPES) : soup.pick("\\", "''", "\\\\", "\\'' "));
        case 2 -> soup.appendUnencodable();
        default -> SecretAlphabet.appendAny(text, soup.random);
      }
    }
    if (!escapes && soup.oneIn(6)) {
      text.append('\\');
    }
    text.append('\'');
  }

  static void appendDollarString(SoupText soup) {
    soup.beginAfterWord();
    StringBuilder text = soup.text();
    String tag = soup.pick(DOLLAR_TAGS);
    String delimiter = "$" + tag + "$";
    text.append(delimiter);
    int begin = text.length();
    for (int left = soup.random.nextInt(5); left > 0; left--) {
      if (soup.oneIn(3)) {
        text.append(soup.pick(DOLLAR_PIECES)).append(' ');
      } else {
        SecretAlphabet.appendAny(text, soup.random);
      }
    }
    if (!tag.isEmpty() && soup.oneIn(4)) {
      text.append(soup.pick("$$", "$", "$" + tag));
    }
    int end = text.length();
    text.append(delimiter);
    if (text.indexOf(delimiter, begin) < end) {
      text.setLength(begin);
      text.append(delimiter);
    }
    soup.ended(Token.DOLLAR_STRING);
  }

  /** Often with another literal glued to it. */
  static void appendParameter(SoupText soup) {
    soup.beginAfterWord();
    soup.text().append('$');
    SecretAlphabet.appendDigits(soup.text(), soup.random, 1 + soup.random.nextInt(3));
    soup.ended(Token.PARAMETER);
    if (soup.oneIn(4)) {
      append(soup);
    } else if (soup.oneIn(3)) {
      appendEscapeString(soup);
    }
  }
}
