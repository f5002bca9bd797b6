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

  /** Room for more tokens than this is not kept for the next text. */
  static final int KEPT_TOKENS = 1 << 14;

  private static final int FIRST_CAPACITY = 256;

  /** Characters of a text above this size are not kept for the next one. */
  private static final int KEPT_CHARACTERS = 1 << 20;

  char[] text = new char[4 * FIRST_CAPACITY];
  int length;

  private byte[] kinds = new byte[FIRST_CAPACITY];
  private byte[] flags = new byte[FIRST_CAPACITY];
  private int[] starts = new int[FIRST_CAPACITY];
  private int[] ends = new int[FIRST_CAPACITY];
  private long[] hashes = new long[FIRST_CAPACITY];
  private int count;
  private int silent;

  /** Up to here each sign is an operator of its own. */
  private int signsEnd;

  private boolean standardConformingStrings;
  private boolean tooLong;

  /** Reads a text; its tokens then stand in order, without whitespace. */
  final void lex(String sql, boolean standardStrings) {
    length = sql.length();
    if (text.length < length || text.length > KEPT_CHARACTERS) {
      text = new char[Math.max(length, 4 * FIRST_CAPACITY)];
    }
    sql.getChars(0, length, text, 0);
    if (kinds.length > KEPT_TOKENS) {
      allocate(FIRST_CAPACITY);
    }
    standardConformingStrings = standardStrings;
    count = 0;
    silent = 0;
    signsEnd = 0;
    char[] characters = text;
    int limit = length;
    int at = 0;
    while (at < limit && count < MAX_TOKENS) {
      char c = characters[at];
      byte kind = Characters.of(c);
      if (kind == Characters.SPACE) {
        at++;
      } else if (kind == Characters.LETTER && !startsPrefix(at + 1)) {
        at = plainWord(at);
      } else if (kind == Characters.SELF && c != '.' && c != ':') {
        at = add(TokenKind.PUNCTUATION, at, at + 1);
      } else {
        at = token(at, c, kind);
      }
    }
    tooLong = at < limit;
  }

  /** Whether the text has more tokens than are read. */
  final boolean tooLong() {
    return tooLong;
  }

  private void allocate(int capacity) {
    kinds = new byte[capacity];
    flags = new byte[capacity];
    starts = new int[capacity];
    ends = new int[capacity];
    hashes = new long[capacity];
  }

  /** Whether the character makes the letter before it the prefix of a string or name. */
  private boolean startsPrefix(int at) {
    return at < length && (text[at] == '\'' || text[at] == '&');
  }

  final int count() {
    return count;
  }

  final byte kind(int token) {
    return kinds[token];
  }

  final byte flags(int token) {
    return flags[token];
  }

  final int start(int token) {
    return starts[token];
  }

  final int end(int token) {
    return ends[token];
  }

  /** Copies the tokens that are neither comments nor control characters, and says how many. */
  final int copyTo(Tokens tokens) {
    tokens.reserve(count);
    if (silent == 0) {
      System.arraycopy(kinds, 0, tokens.kind, 0, count);
      System.arraycopy(flags, 0, tokens.flags, 0, count);
      System.arraycopy(starts, 0, tokens.start, 0, count);
      System.arraycopy(ends, 0, tokens.end, 0, count);
      System.arraycopy(hashes, 0, tokens.hash, 0, count);
      return count;
    }
    int copied = 0;
    for (int i = 0; i < count; i++) {
      if (!TokenKind.silent(kinds[i])) {
        tokens.kind[copied] = kinds[i];
        tokens.flags[copied] = flags[i];
        tokens.start[copied] = starts[i];
        tokens.end[copied] = ends[i];
        tokens.hash[copied] = hashes[i];
        copied++;
      }
    }
    return copied;
  }

  final boolean unterminated() {
    return count > 0 && (flags[count - 1] & UNTERMINATED) != 0;
  }

  private int token(int at, char c, byte kind) {
    return switch (kind) {
      case Characters.LETTER -> word(at, c);
      case Characters.DIGIT -> add(TokenKind.NUMBER, at, Numbers.end(text, at, length));
      case Characters.QUOTE -> string(at, at + 1, !standardConformingStrings, true);
      case Characters.DOUBLE_QUOTE -> quotedName(at, at + 1);
      case Characters.DOLLAR -> dollar(at);
      case Characters.OPERATOR -> operatorOrComment(at, c);
      case Characters.SELF -> punctuation(at, c);
      default -> add(c < ' ' || c == 127 ? TokenKind.CONTROL : TokenKind.OTHER, at, at + 1);
    };
  }

  private int word(int at, char c) {
    if (at + 1 < length) {
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
    }
    return plainWord(at);
  }

  private int plainWord(int at) {
    char[] characters = text;
    int limit = length;
    int seen = 0;
    int digits = 0;
    long hash = Hashes.START;
    long four = 0;
    int end = at;
    while (end < limit) {
      char part = characters[end];
      int lower = part;
      if (part < 128) {
        int known = Characters.WORD_PARTS[part];
        if ((known & Characters.PART) == 0) {
          break;
        }
        digits += known >> Characters.DIGIT_SHIFT;
        lower = known & 0x7f;
      } else {
        seen |= BEYOND_ASCII;
      }
      four = four << 16 | lower;
      if (((end - at) & 3) == 3) {
        hash = Hashes.fold(hash, four);
        four = 0;
      }
      end++;
    }
    if (Names.suspect(end - at, digits, text[at], digits > 0 ? text[at + 1] : 0)) {
      seen |= SUSPECT;
    }
    add(TokenKind.WORD, at, end, (byte) seen, Hashes.finish(hash, four));
    return end;
  }

  private int string(int at, int from, boolean escapes, boolean doubles) {
    int end = stringEnd(from, escapes, doubles);
    while (end > 0) {
      int next = continuation(end);
      if (next < 0) {
        return add(TokenKind.STRING, at, end);
      }
      end = stringEnd(next, escapes, doubles);
    }
    return unterminated(TokenKind.STRING, at);
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
          return add(TokenKind.QUOTED, at, next, (byte) seen, Hashes.exact(text, from, next - 1));
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
    return unterminated(TokenKind.QUOTED, at);
  }

  private int dollar(int at) {
    int digits = parameterEnd(at + 1);
    if (digits > at + 1) {
      return add(TokenKind.PARAMETER, at, digits);
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
          ? unterminated(TokenKind.STRING, at)
          : end == at ? add(TokenKind.OTHER, at, at + 1) : add(TokenKind.STRING, at, end);
    }
    return add(TokenKind.OTHER, at, at + 1);
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
        return add(TokenKind.COMMENT, at, lineEnd(at + 2));
      }
      if (c == '/' && text[at + 1] == '*') {
        int end = blockCommentEnd(at + 2);
        return end < 0 ? unterminated(TokenKind.COMMENT, at) : add(TokenKind.COMMENT, at, end);
      }
    }
    return add(TokenKind.OPERATOR, at, operatorEnd(at));
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
    if (c == '.') {
      if (at + 1 < length && Characters.of(text[at + 1]) == Characters.DIGIT) {
        return add(TokenKind.NUMBER, at, Numbers.fractionEnd(text, at + 1, length));
      }
      if (at + 1 < length && text[at + 1] == '.') {
        return add(TokenKind.PUNCTUATION, at, at + 2);
      }
    } else if (c == ':' && at + 1 < length && (text[at + 1] == ':' || text[at + 1] == '=')) {
      return add(TokenKind.PUNCTUATION, at, at + 2);
    }
    return add(TokenKind.PUNCTUATION, at, at + 1);
  }

  private int unterminated(byte kind, int start) {
    return add(kind, start, length, UNTERMINATED, 0);
  }

  private int add(byte kind, int start, int end) {
    return add(kind, start, end, (byte) 0, 0);
  }

  private int add(byte kind, int start, int end, byte seen, long hash) {
    if (count == kinds.length) {
      grow();
    }
    if (TokenKind.silent(kind)) {
      silent++;
    }
    kinds[count] = kind;
    flags[count] = seen;
    starts[count] = start;
    ends[count] = end;
    hashes[count] = hash;
    count++;
    return end;
  }

  private void grow() {
    int capacity = count * 2;
    kinds = Arrays.copyOf(kinds, capacity);
    flags = Arrays.copyOf(flags, capacity);
    starts = Arrays.copyOf(starts, capacity);
    ends = Arrays.copyOf(ends, capacity);
    hashes = Arrays.copyOf(hashes, capacity);
  }
}
