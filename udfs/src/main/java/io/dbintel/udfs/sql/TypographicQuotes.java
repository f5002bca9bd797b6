package io.dbintel.udfs.sql;

/**
 * Curly and angle quotes, pasted from a text processor. To PostgreSQL they are letters of names; to
 * whoever wrote them, what is between them is a string.
 */
final class TypographicQuotes {
  private static final String OPENING = "\u2018\u201a\u201c\u201e\u00ab\u2039\u201b\u201f\u300c";
  private static final String CLOSING = "\u2019\u201d\u00bb\u203a\u2018\u201c\u300d";

  private TypographicQuotes() {}

  /**
   * Position after the last token of the string that opens in token {@code at}, all tokens when it
   * does not close; {@code at} when none opens there.
   */
  static int end(Tokens tokens, int at) {
    int opening = indexOf(OPENING, tokens, at, tokens.start(at));
    if (opening < 0) {
      return at;
    }
    if (indexOf(CLOSING, tokens, at, opening + 1) >= 0) {
      return at + 1;
    }
    for (int i = at + 1; i < tokens.count; i++) {
      boolean named =
          tokens.kind(i) == TokenKind.WORD && (tokens.flags(i) & SqlLexer.BEYOND_ASCII) != 0;
      if (named && indexOf(CLOSING, tokens, i, tokens.start(i)) >= 0) {
        return i + 1;
      }
    }
    return tokens.count;
  }

  private static int indexOf(String quotes, Tokens tokens, int token, int from) {
    for (int i = from; i < tokens.end(token); i++) {
      if (tokens.text[i] >= 128 && quotes.indexOf(tokens.text[i]) >= 0) {
        return i;
      }
    }
    return -1;
  }
}
