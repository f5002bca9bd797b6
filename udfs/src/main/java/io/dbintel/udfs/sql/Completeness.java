package io.dbintel.udfs.sql;

/** Signs that a text was cut: it ends where no statement can. */
final class Completeness {
  private Completeness() {}

  static boolean cut(Shape shape) {
    int last = shape.count - 1;
    if (last < 0) {
      return false;
    }
    return shape.unclosed > 0 || endsEarly(shape, last);
  }

  private static boolean endsEarly(Shape shape, int last) {
    return switch (shape.kind[last]) {
      case Shape.OPERATOR -> !(shape.is(last, '*') || shape.is(last, '!'));
      case Shape.PUNCTUATION -> !(shape.is(last, ')') || shape.is(last, ']'));
      case Shape.WORD ->
          Keywords.has(shape.keyword[last], Keywords.NEVER_LAST)
              && !(shape.is(last, Words.VALUES) && shape.is(last - 1, Words.DEFAULT));
      default -> false;
    };
  }
}
