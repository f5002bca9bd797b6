package io.dbintel.udfs.sql;

/**
 * The tokens of a text without its comments, each with its keyword, the hash of its characters, and
 * the mark that says what may leave of it.
 */
final class Tokens {
  /** As it is. */
  static final byte KEEP = 0;

  /** Becomes {@code ?}. */
  static final byte LITERAL = 1;

  /** Leaves no trace. */
  static final byte DROP = 2;

  /** A quoted alias, or a reference to one: becomes {@code "?1"}. */
  static final byte ALIAS = 3;

  /** A quoted name that may be data: becomes {@code "?"}. */
  static final byte REDACTED = 4;

  /** A name in which runs of digits become {@code $}. */
  static final byte MASKED = 5;

  char[] text;

  /** Characters of the text. */
  int length;

  int count;
  byte[] kind = new byte[256];
  byte[] flags = new byte[256];
  int[] start = new int[256];
  int[] end = new int[256];
  short[] keyword = new short[256];

  /** Of a word in lower case, of a quoted name as it is between its quotes. */
  long[] hash = new long[256];

  byte[] mark = new byte[256];

  /** Whether the text has a semicolon, or an operator {@code @}: most have none. */
  boolean semicolons;

  boolean atSigns;

  /** Whether anything may be data in the place of a name: else {@link NamePolicy} finds nothing. */
  boolean suspects;

  void read(SqlLexer lexer) {
    text = lexer.text;
    length = lexer.length;
    count = lexer.copyTo(this);
    semicolons = false;
    atSigns = false;
    suspects = false;
    short[] keywords = keyword;
    byte[] marks = mark;
    for (int i = 0; i < count; i++) {
      switch (kind[i]) {
        case TokenKind.WORD -> {
          keywords[i] = flags[i] == 0 ? Keywords.find(hash[i]) : Keywords.NONE;
          marks[i] = KEEP;
          suspects |= flags[i] != 0 || afterLiteral(i);
        }
        case TokenKind.PUNCTUATION -> {
          keywords[i] = Keywords.NONE;
          marks[i] = KEEP;
          semicolons |= text[start[i]] == ';';
        }
        case TokenKind.OPERATOR -> {
          keywords[i] = Keywords.NONE;
          marks[i] = KEEP;
          atSigns |= text[start[i]] == '@';
        }
        case TokenKind.STRING, TokenKind.NUMBER, TokenKind.PARAMETER -> {
          keywords[i] = Keywords.NONE;
          marks[i] = LITERAL;
        }
        default -> {
          keywords[i] = Keywords.NONE;
          marks[i] = KEEP;
          suspects = true;
        }
      }
    }
  }

  private boolean afterLiteral(int i) {
    return i > 0 && start[i] == end[i - 1] && kind[i - 1] < TokenKind.OPERATOR;
  }

  /** Whether token i follows the one before it with nothing in between. */
  boolean glued(int i) {
    return i > 0 && i < count && start[i] == end[i - 1];
  }

  /** Whether token i is this one punctuation mark or one-character operator. */
  boolean is(int i, char c) {
    return i >= 0
        && i < count
        && (kind[i] == TokenKind.PUNCTUATION || kind[i] == TokenKind.OPERATOR)
        && end[i] == start[i] + 1
        && text[start[i]] == c;
  }

  boolean is(int i, short word) {
    return i >= 0 && i < count && keyword[i] == word;
  }

  /** As {@link #is(int, char)}, of a token that stays. */
  boolean kept(int i, char c) {
    return is(i, c) && mark[i] == KEEP;
  }

  /** As {@link #is(int, short)}, of a token that stays. */
  boolean kept(int i, short word) {
    return is(i, word) && mark[i] == KEEP;
  }

  boolean isWordOrName(int i) {
    return i >= 0 && i < count && (kind[i] == TokenKind.QUOTED || kind[i] == TokenKind.WORD);
  }

  /** Marks the first token of a range as a literal and drops the others. */
  void redact(int from, int to) {
    for (int i = from; i < to; i++) {
      mark[i] = i == from ? LITERAL : DROP;
    }
  }

  /** Room for the tokens of a new text; those of the last are lost. */
  void reserve(int size) {
    if (size > kind.length || kind.length > SqlLexer.KEPT_TOKENS) {
      int capacity = Math.max(size + size / 2, 256);
      kind = new byte[capacity];
      flags = new byte[capacity];
      start = new int[capacity];
      end = new int[capacity];
      keyword = new short[capacity];
      hash = new long[capacity];
      mark = new byte[capacity];
    }
  }
}
