package io.dbintel.udfs.sql;

/** Kinds of tokens, as bytes because a text has many. */
final class TokenKind {
  /** An unquoted name or a keyword. */
  static final byte WORD = 6;

  /** A name in double quotes, {@code U&"..."} too. */
  static final byte QUOTED = 7;

  /** Any string constant: standard, E, U&, B, X, N and dollar-quoted, with its continuations. */
  static final byte STRING = 1;

  static final byte NUMBER = 2;

  /** {@code $1}. */
  static final byte PARAMETER = 3;

  /** To the end of the line, or nested block. */
  static final byte COMMENT = 4;

  static final byte OPERATOR = 8;

  /** One of {@code , ( ) [ ] . ; :} and {@code :: := ..}. */
  static final byte PUNCTUATION = 9;

  /** A character that has no place in SQL outside other tokens. */
  static final byte OTHER = 10;

  /** A control character: no part of any statement. */
  static final byte CONTROL = 5;

  /** Whether tokens of this kind leave no trace in the normal form. */
  static boolean silent(byte kind) {
    return kind == COMMENT || kind == CONTROL;
  }

  private TokenKind() {}
}
