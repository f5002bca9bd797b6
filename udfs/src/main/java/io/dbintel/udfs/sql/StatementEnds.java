package io.dbintel.udfs.sql;

/**
 * Where the statements of a text end: at semicolons, but not at those inside parentheses, as a rule
 * has, or inside the body of a function in standard SQL.
 */
final class StatementEnds {
  private StatementEnds() {}

  /** Position of the semicolon that ends the statement at {@code from}, or the end of the shape. */
  static int after(Shape shape, int from) {
    int parentheses = 0;
    int blocks = 0;
    for (int i = from; i < shape.count; i++) {
      if (shape.is(i, ';') && parentheses <= 0 && blocks == 0) {
        return i;
      }
      parentheses += Completeness.step(shape, i);
      if (shape.is(i, Words.BEGIN) && shape.is(i + 1, Words.ATOMIC)) {
        blocks++;
      } else if (blocks > 0 && shape.is(i, Words.CASE)) {
        blocks++;
      } else if (blocks > 0 && shape.is(i, Words.END)) {
        blocks--;
      }
    }
    return shape.count;
  }
}
