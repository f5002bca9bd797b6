package io.dbintel.udfs.sql;

import java.util.Arrays;

/**
 * Splits a text into PostgreSQL's tokens, after the rules of its scanner in releases 13 to 18. One
 * pass; what is unterminated reaches to the end of the text.
 *
 * <p>Where releases differ, the token that covers more is taken: {@code 1_000} and {@code 0x1F} are
 * numbers, although releases before 16 read them as a number and a name. {@code N'..'} is one
 * token. Reuses its arrays, so not thread-safe.
 */
class SqlLexer {
  /** The token holds characters beyond ASCII. */
  static final byte BEYOND_ASCII = 1;

  /** The word's digits or its length make it worth a look. */
  static final byte SUSPECT = 2;

  /** The quoted name would be the same without its quotes, were it no reserved word. */
  static final byte PLAIN = 8;

  /** The token has no end. */
  static final byte UNTERMINATED = 4;

  /** What follows so many tokens is not read, and the text counts as cut. */
  static final int MAX_TOKENS = 1 << 19;

  char[] text;
  int length;

  private final SourceText source = new SourceText();
  private final Tokens tokens = new Tokens();

  /** Up to here each sign is an operator of its own. */
  private int signsEnd;

  private boolean standardConformingStrings;
  private boolean tooLong;

  /** Reads a text; its tokens then stand in order, without whitespace. */
  final void lex(String sql, boolean standardStrings) {
    source.load(sql);
    text = source.chars;
    length = source.length;
    tokens.clear(source);
    standardConformingStrings = standardStrings;
    signsEnd = 0;
    int at = 0;
    while (at < length && tokens.count < MAX_TOKENS) {
      at = ordinary(at);
      if (at < length && tokens.count < MAX_TOKENS) {
        at = token(at, text[at]);
      }
    }
    tooLong = at < length;
  }

  /** Whether the text has more tokens than are read. */
  final boolean tooLong() {
    return tooLong;
  }

  /** All tokens, or once {@link Tokens#dropSilent} was called those that leave a trace. */
  final Tokens tokens() {
    return tokens;
  }

  final int count() {
    return tokens.count;
  }

  final byte kind(int token) {
    return tokens.kind(token);
  }

  final byte flags(int token) {
    return tokens.flags(token);
  }

  final int start(int token) {
    return tokens.start(token);
  }

  final int end(int token) {
    return tokens.end(token);
  }

  /**
   * Reads tokens as long as they are such as statements mostly consist of; {@link #token} would
   * read the same.
   */
  int ordinary(int at) {
    return OrdinaryTokens.read(source.bytes, at, tokens);
  }

  private int token(int at, char c) {
    return switch (Characters.of(c)) {
      case Characters.SPACE -> at + 1;
      case Characters.LETTER -> word(at);
      case Characters.SELF -> punctuation(at, c);
      case Characters.JOINED -> joined(at, c);
      case Characters.DIGIT -> tokens.literal(TokenKind.NUMBER, at, Numbers.end(text, at, length));
      case Characters.QUOTE -> string(at, at + 1, !standardConformingStrings, true);
      case Characters.DOUBLE_QUOTE -> quotedName(at, at + 1);
      case Characters.DOLLAR -> dollar(at);
      case Characters.OPERATOR -> operatorOrComment(at, c);
      default ->
          c < ' ' || c == 127 ? tokens.silent(TokenKind.CONTROL, at, at + 1) : tokens.other(at);
    };
  }

  /** A word, or the string or name that a word of one letter is the prefix of. */
  private int word(int at) {
    int end = at;
    int digits = 0;
    boolean beyondAscii = false;
    while (Characters.namePart(text[end])) {
      digits += Characters.of(text[end]) == Characters.DIGIT ? 1 : 0;
      beyondAscii |= text[end] >= 128;
      end++;
    }
    if (end - at == 1) {
      int prefixed = prefixed(at, text[at]);
      if (prefixed > at) {
        return prefixed;
      }
    }
    long hash = Hashes.word(text, at, end);
    boolean suspect = Names.suspect(end - at, digits, text[at], text[at + 1]);
    if (suspect || beyondAscii) {
      return suspectWord(at, end, (beyondAscii ? BEYOND_ASCII : 0) | (suspect ? SUSPECT : 0), hash);
    }
    tokens.add(Keywords.token(hash), at, end, hash);
    return end;
  }

  private int suspectWord(int at, int end, int flags, long hash) {
    tokens.suspects = true;
    tokens.beyondAscii |= (flags & BEYOND_ASCII) != 0;
    return tokens.add(TokenKind.WORD, Tokens.KEEP, flags, Keywords.NONE, at, end, hash);
  }

  /** End of the string or name that begins with a letter and a quote, or {@code at}. */
  private int prefixed(int at, char c) {
    char next = text[at + 1];
    if (next == '\'' && Characters.stringPrefix(c)) {
      boolean escapes =
          c == 'e' || c == 'E' || ((c == 'n' || c == 'N') && !standardConformingStrings);
      boolean doubles = !(c == 'b' || c == 'B' || c == 'x' || c == 'X');
      return string(at, at + 2, escapes, doubles);
    }
    if (next == '&' && (c == 'u' || c == 'U') && at + 2 < length) {
      if (text[at + 2] == '\'') {
        return string(at, at + 3, false, true);
      }
      if (text[at + 2] == '"') {
        return quotedName(at, at + 3);
      }
    }
    return at;
  }

  private int string(int at, int from, boolean escapes, boolean doubles) {
    int end = stringEnd(from, escapes, doubles);
    while (end > 0) {
      int next = continuation(end);
      if (next < 0) {
        return tokens.literal(TokenKind.STRING, at, end);
      }
      end = stringEnd(next, escapes, doubles);
    }
    return tokens.unterminated(TokenKind.STRING, at);
  }

  /** Position after the closing quote, or -1. */
  int stringEnd(int from, boolean escapes, boolean doubles) {
    int at = from;
    while (at < length) {
      char c = text[at];
      if (c == '\'') {
        if (doubles && at + 1 < length && text[at + 1] == '\'') {
          at += 2;
        } else {
          return at + 1;
        }
      } else if (escapes && c == '\\') {
        at += 2;
      } else {
        at++;
      }
    }
    return -1;
  }

  /**
   * Position after the quote that continues a string ended at {@code from}, or -1: whitespace with
   * a newline in it, where comments to the end of the line count as whitespace.
   */
  int continuation(int from) {
    int at = from;
    boolean newline = false;
    while (at < length) {
      char c = text[at];
      if (c == '\'') {
        return newline ? at + 1 : -1;
      }
      if (c == '-' && at + 1 < length && text[at + 1] == '-') {
        at = lineEnd(at + 2);
        if (at == length) {
          return -1;
        }
      } else if (c == '\n' || c == '\r') {
        newline = true;
        at++;
      } else if (Characters.of(c) == Characters.SPACE) {
        at++;
      } else {
        return -1;
      }
    }
    return -1;
  }

  private int quotedName(int at, int from) {
    int next = from;
    int seen = PLAIN;
    while (next < length) {
      char c = text[next++];
      if (c == '"') {
        if (next == length || text[next] != '"') {
          long hash = Hashes.exact(text, from, next - 1);
          tokens.suspects = true;
          tokens.beyondAscii |= (seen & BEYOND_ASCII) != 0;
          return tokens.add(TokenKind.QUOTED, Tokens.KEEP, seen, Keywords.NONE, at, next, hash);
        }
        next++;
        seen &= ~PLAIN;
      } else if (c >= 128) {
        seen |= BEYOND_ASCII;
      } else if (c >= '0' && c <= '9') {
        seen &= next - 1 == from ? ~PLAIN : ~0;
      } else if (c != '_' && (c < 'a' || c > 'z')) {
        seen &= ~PLAIN;
      }
    }
    return tokens.unterminated(TokenKind.QUOTED, at);
  }

  private int dollar(int at) {
    int digits = parameterEnd(at + 1);
    if (digits > at + 1) {
      return tokens.literal(TokenKind.PARAMETER, at, digits);
    }
    int tagEnd = at + 1;
    if (tagEnd < length && Characters.of(text[tagEnd]) == Characters.LETTER) {
      while (tagEnd < length && Characters.tagPart(text[tagEnd])) {
        tagEnd++;
      }
    }
    if (tagEnd < length && text[tagEnd] == '$') {
      int end = dollarQuoteEnd(at, tagEnd + 1);
      return end < 0
          ? tokens.unterminated(TokenKind.STRING, at)
          : end == at ? tokens.other(at) : tokens.literal(TokenKind.STRING, at, end);
    }
    return tokens.other(at);
  }

  /** Position after the digits of a parameter. */
  int parameterEnd(int from) {
    int at = from;
    while (at < length && text[at] >= '0' && text[at] <= '9') {
      at++;
    }
    return at;
  }

  /**
   * Position after the closing delimiter, which equals {@code text[open, from)}; -1 without one.
   */
  int dollarQuoteEnd(int open, int from) {
    int size = from - open;
    for (int at = from; at + size <= length; at++) {
      if (text[at] == '$' && Arrays.equals(text, open, from, text, at, at + size)) {
        return at + size;
      }
    }
    return -1;
  }

  private int operatorOrComment(int at, char c) {
    if (at + 1 < length) {
      if (c == '-' && text[at + 1] == '-') {
        return tokens.silent(TokenKind.COMMENT, at, lineEnd(at + 2));
      }
      if (c == '/' && text[at + 1] == '*') {
        int end = blockCommentEnd(at + 2);
        return end < 0
            ? tokens.unterminated(TokenKind.COMMENT, at)
            : tokens.silent(TokenKind.COMMENT, at, end);
      }
    }
    tokens.atSigns |= c == '@';
    int end = operatorEnd(at);
    if (end == at + 1) {
      return mark(at, c);
    }
    return tokens.add(TokenKind.OPERATOR, Tokens.KEEP, 0, Keywords.NONE, at, end, 0);
  }

  private int lineEnd(int from) {
    int at = from;
    while (at < length && text[at] != '\n' && text[at] != '\r') {
      at++;
    }
    return at;
  }

  /** Position after the end of a block comment, which may hold others, or -1. */
  int blockCommentEnd(int from) {
    int depth = 1;
    int at = from;
    while (at + 1 < length) {
      char c = text[at];
      if (c == '*' && text[at + 1] == '/') {
        at += 2;
        depth--;
        if (depth == 0) {
          return at;
        }
      } else if (c == '/' && text[at + 1] == '*') {
        at += 2;
        depth++;
      } else {
        at++;
      }
    }
    return -1;
  }

  /** An operator ends before a comment, and in + or - only with a character that allows it. */
  int operatorEnd(int from) {
    if (from < signsEnd) {
      return from + 1;
    }
    int end = from;
    boolean special = false;
    while (end < length && Characters.of(text[end]) == Characters.OPERATOR) {
      char c = text[end];
      if (end > from && end + 1 < length && startsComment(c, text[end + 1])) {
        break;
      }
      special |= Characters.allowsTrailingSign(c);
      end++;
    }
    int signs = end;
    while (!special && end > from + 1 && (text[end - 1] == '+' || text[end - 1] == '-')) {
      end--;
    }
    signsEnd = end < signs ? signs : 0;
    return end;
  }

  private static boolean startsComment(char c, char next) {
    return (c == '-' && next == '-') || (c == '/' && next == '*');
  }

  private int punctuation(int at, char c) {
    tokens.semicolons |= c == ';';
    return mark(at, c);
  }

  /** What begins with a dot or a colon. */
  private int joined(int at, char c) {
    char next = text[at + 1];
    if (c == '.') {
      if (Characters.of(next) == Characters.DIGIT) {
        return tokens.literal(TokenKind.NUMBER, at, Numbers.fractionEnd(text, at + 1, length));
      }
      if (next == '.') {
        return punctuation(at, at + 2, Codes.RANGE);
      }
      if (at > 0 && Characters.namePart(next) && Characters.namePart(text[at - 1])) {
        return mark(at, c);
      }
    } else if (next == ':' || next == '=') {
      return punctuation(at, at + 2, next == ':' ? Codes.CAST : Codes.ASSIGNMENT);
    }
    return punctuation(at, at + 1, Codes.of(c));
  }

  private int punctuation(int at, int end, short code) {
    return tokens.add(TokenKind.PUNCTUATION, Tokens.KEEP, 0, code, at, end, 0);
  }

  /** Punctuation or an operator of one character. */
  private int mark(int at, char c) {
    tokens.add(Shape.mark(c), at, at + 1, Shape.symbol(c));
    return at + 1;
  }
}
