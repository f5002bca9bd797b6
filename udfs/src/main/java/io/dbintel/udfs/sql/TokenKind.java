package io.dbintel.udfs.sql;

/** Kinds of tokens, as bytes because a text has many. */
final class TokenKind {
  /** An unquoted name or a keyword. */
  static final byte WORD = 1;

  /** A name in double quotes, {@code U&"..."} too. */
  static final byte QUOTED = 2;

  /** Any string constant: standard, E, U&, B, X, N and dollar-quoted, with its continuations. */
  static final byte STRING = 3;

  static final byte NUMBER = 4;

  /** {@code $1}. */
  static final byte PARAMETER = 5;

  /** To the end of the line, or nested block. */
  static final byte COMMENT = 6;

  static final byte OPERATOR = 7;

  /** One of {@code , ( ) [ ] . ; :} and {@code :: := ..}. */
  static final byte PUNCTUATION = 8;

  /** A character that has no place in SQL outside other tokens. */
  static final byte OTHER = 9;

  /** A control character: no part of any statement. */
  static final byte CONTROL = 10;

  /** Whether tokens of this kind leave no trace in the normal form. */
  static boolean silent(byte kind) {
    return kind == COMMENT || kind == CONTROL;
  }

  private TokenKind() {}
}
