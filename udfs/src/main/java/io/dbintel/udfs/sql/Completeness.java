package io.dbintel.udfs.sql;

/** Signs that a text was cut: it ends where no statement can. */
final class Completeness {
  private Completeness() {}

  /** Whether the whole shape ends so. */
  static boolean cut(Shape shape) {
    return shape.count > 0 && (shape.unclosed > 0 || endsEarly(shape, shape.count - 1));
  }

  /** Whether one statement of several ends so. */
  static boolean cut(Shape shape, int from, int to) {
    int unclosed = 0;
    for (int i = from; i < to; i++) {
      unclosed += step(shape, i);
    }
    return to > from && (unclosed > 0 || endsEarly(shape, to - 1));
  }

  /** 1 for an opening parenthesis or bracket, -1 for a closing one. */
  static int step(Shape shape, int i) {
    if (shape.is(i, '(') || shape.is(i, '[')) {
      return 1;
    }
    return shape.is(i, ')') || shape.is(i, ']') ? -1 : 0;
  }

  private static boolean endsEarly(Shape shape, int last) {
    return switch (shape.kind(last)) {
      case Shape.OPERATOR ->
          !(shape.is(last, '*') || shape.is(last, '!') || shape.is(last - 1, Words.USING));
      case Shape.PUNCTUATION -> !(shape.is(last, ')') || shape.is(last, ']'));
      case Shape.WORD ->
          Keywords.has(shape.keyword(last), Keywords.NEVER_LAST)
              && !(shape.is(last, Words.VALUES) && shape.is(last - 1, Words.DEFAULT));
      default -> false;
    };
  }
}
