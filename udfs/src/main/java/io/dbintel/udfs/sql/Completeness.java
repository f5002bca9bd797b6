package io.dbintel.udfs.sql;

/** Signs that a text was cut: it ends where no statement can. */
final class Completeness {
  private Completeness() {}

  static boolean cut(Shape shape) {
    int last = shape.count - 1;
    if (last < 0) {
      return false;
    }
    return open(shape) || endsEarly(shape, last);
  }

  private static boolean open(Shape shape) {
    int depth = 0;
    for (int i = 0; i < shape.count; i++) {
      if (shape.kind[i] == Shape.PUNCTUATION && shape.end[i] - shape.start[i] == 1) {
        char c = shape.text[shape.start[i]];
        depth += c == '(' || c == '[' ? 1 : c == ')' || c == ']' ? -1 : 0;
      }
    }
    return depth > 0;
  }

  private static boolean endsEarly(Shape shape, int last) {
    return switch (shape.kind[last]) {
      case Shape.OPERATOR -> !(shape.is(last, '*') || shape.is(last, '!'));
      case Shape.PUNCTUATION -> !(shape.is(last, ')') || shape.is(last, ']'));
      case Shape.WORD -> Keywords.has(shape.keyword[last], Keywords.NEVER_LAST);
      default -> false;
    };
  }
}
