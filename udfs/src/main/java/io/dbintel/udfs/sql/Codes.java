package io.dbintel.udfs.sql;

/**
 * What rules ask of a token or item, in one number: which keyword it is ({@link Keywords}, from 0
 * on), or which mark of punctuation or operator of one character; {@link Keywords#NONE} for others.
 */
final class Codes {
  /** {@code ::}. */
  static final short CAST = -201;

  /** {@code :=}. */
  static final short ASSIGNMENT = -202;

  /** {@code ..}. */
  static final short RANGE = -203;

  private static final int FIRST_MARK = -2;

  private Codes() {}

  /** Of an ASCII character that is a mark of punctuation or an operator by itself. */
  static short of(char mark) {
    return (short) (FIRST_MARK - mark);
  }

  /** The character of a code that {@link #of} gave, something beyond ASCII for the others. */
  static char mark(short code) {
    return (char) (FIRST_MARK - code);
  }
}
