package io.dbintel.udfs.sql;

import io.dbintel.udfs.sql.SoupText.Token;

/** Numbers of all majors, also those that newer ones refuse. */
final class SoupNumbers {
  private SoupNumbers() {}

  static void append(SoupText soup) {
    soup.beginAfterWord();
    soup.beginAfterSame(Token.NUMBER);
    soup.beginAfterSame(Token.PARAMETER);
    if (!soup.oneIn(3)) {
      appendDecimal(soup);
    } else if (soup.forPostgres) {
      appendWithLettersForPostgres(soup);
    } else {
      appendWithLetters(soup);
    }
  }

  private static void appendDecimal(SoupText soup) {
    StringBuilder text = soup.text();
    switch (soup.random.nextInt(6)) {
      case 0 -> digits(soup);
      case 1 -> {
        digits(soup);
        text.append('.');
        digits(soup);
      }
      case 2 -> {
        digits(soup);
        text.append('.');
      }
      case 3 -> {
        text.append('.');
        digits(soup);
      }
      case 4 -> {
        digits(soup);
        text.append("..");
        digits(soup);
      }
      default -> {
        digits(soup);
        text.append(soup.pick("e", "E", ".e", ".7E-", "e+", "e-"));
        digits(soup);
      }
    }
    soup.ended(soup.forPostgres ? Token.WORD : Token.NUMBER);
  }

  private static void appendWithLettersForPostgres(SoupText soup) {
    if (soup.oneIn(2)) {
      soup.text().append(soup.pick("0x79", "0X_8f", "0xaB7_9", "0b1_0", "0o17"));
    } else {
      digits(soup);
      soup.text().append('_');
      digits(soup);
    }
    soup.ended(Token.WORD);
  }

  /** Forms whose tail older majors read as a word: nothing may be glued to them. */
  private static void appendWithLetters(SoupText soup) {
    switch (soup.random.nextInt(6)) {
      case 0 -> soup.text().append(soup.pick("0x", "0X", "0xaB", "0x_f"));
      case 1 -> soup.text().append(soup.pick("0o", "0O", "0o_1", "0b", "0b1"));
      case 2 -> {
        digits(soup);
        soup.text().append(soup.pick("_", "__", "_0_"));
      }
      case 3 -> {
        digits(soup);
        soup.text().append(".7_");
      }
      case 4 -> {
        digits(soup);
        soup.text().append(soup.pick("e", "E"));
        SoupSeparators.append(soup);
        return;
      }
      default -> {
        digits(soup);
        soup.text().append(soup.pick("e_", "E-7_"));
      }
    }
    digits(soup);
    soup.ended(Token.WORD);
  }

  private static void digits(SoupText soup) {
    SecretAlphabet.appendDigits(soup.text(), soup.random, 1 + soup.random.nextInt(4));
  }
}
