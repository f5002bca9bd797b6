package io.dbintel.udfs.sql;

/** Mail addresses that somebody forgot to quote: words around an {@code @} without whitespace. */
final class Addresses {
  private Addresses() {}

  /** First token of the local part that ends with token {@code at}. */
  static int start(Tokens tokens, int at) {
    int start = at;
    while (start > 0 && tokens.glued(start) && part(tokens, start - 1)) {
      start--;
    }
    return start;
  }

  /** Position after the domain that begins with token {@code at}; {@code at} when there is none. */
  static int end(Tokens tokens, int at) {
    if (!tokens.isWordOrName(at) && tokens.kind(at) != TokenKind.NUMBER) {
      return at;
    }
    int end = at + 1;
    while (tokens.glued(end) && (part(tokens, end) || tokens.is(end, '@'))) {
      end++;
    }
    return end;
  }

  private static boolean part(Tokens tokens, int at) {
    return switch (tokens.kind(at)) {
      case TokenKind.WORD, TokenKind.QUOTED, TokenKind.NUMBER -> true;
      default -> tokens.is(at, '.') || tokens.is(at, '-') || tokens.is(at, '+');
    };
  }
}
