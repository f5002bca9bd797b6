package io.dbintel.udfs.sql;

/**
 * Whether items are one constant, however written: {@code ?}, {@code ?::numeric(?)}, {@code (?)},
 * {@code date ?}, {@code interval ? day}, {@code CAST(? AS text)}.
 */
final class ConstantPattern {
  private static final int MAX_NESTING = 16;
  private static final int NONE = -1;

  private final Shape shape;
  private int limit;

  ConstantPattern(Shape shape) {
    this.shape = shape;
  }

  boolean matches(int from, int to) {
    limit = to;
    return constant(from, 0) == to;
  }

  /** Position after the constant at {@code at}, or NONE. */
  private int constant(int at, int nesting) {
    int end = plain(at, nesting);
    while (end != NONE && end < limit && shape.isCast(end)) {
      end = type(end + 1);
    }
    return end;
  }

  private int plain(int at, int nesting) {
    if (at >= limit || nesting == MAX_NESTING) {
      return NONE;
    }
    if (shape.kind(at) == Shape.PLACEHOLDER) {
      return at + 1;
    }
    if (shape.is(at, '(')) {
      int end = constant(at + 1, nesting + 1);
      return end != NONE && end < limit && shape.is(end, ')') ? end + 1 : NONE;
    }
    if (shape.is(at, Words.CAST) && shape.is(at + 1, '(')) {
      return cast(at + 2, nesting);
    }
    int end = type(at);
    if (end == NONE || end >= limit || shape.kind(end) != Shape.PLACEHOLDER) {
      return NONE;
    }
    return typeWords(end + 1);
  }

  private int cast(int at, int nesting) {
    int as = constant(at, nesting + 1);
    if (as == NONE || as >= limit || !shape.is(as, Words.AS)) {
      return NONE;
    }
    int end = type(as + 1);
    return end != NONE && end < limit && shape.is(end, ')') ? end + 1 : NONE;
  }

  private int type(int at) {
    if (at >= limit || !shape.isName(at) || notType(shape.keyword(at))) {
      return NONE;
    }
    int end = at + 1;
    while (end + 1 < limit && shape.is(end, '.') && shape.isName(end + 1)) {
      end += 2;
    }
    end = typeWords(end);
    int modifier = modifier(end);
    end = typeWords(modifier == NONE ? end : modifier);
    while (end + 1 < limit && shape.is(end, '[')) {
      int close = shape.kind(end + 1) == Shape.PLACEHOLDER ? end + 2 : end + 1;
      if (close >= limit || !shape.is(close, ']')) {
        return end;
      }
      end = close + 1;
    }
    return end;
  }

  private static boolean notType(short keyword) {
    return keyword == Words.VALUES
        || keyword == Words.ROW
        || Keywords.has(keyword, Keywords.RESERVED);
  }

  private int typeWords(int at) {
    int end = at;
    while (end < limit && Keywords.has(shape.keyword(end), Keywords.PART_OF_TYPE)) {
      end++;
    }
    return end;
  }

  /** Position after {@code (?, ?)}, or NONE. */
  private int modifier(int at) {
    if (at >= limit || !shape.is(at, '(')) {
      return NONE;
    }
    int end = at + 1;
    while (end < limit && (shape.kind(end) == Shape.PLACEHOLDER || shape.is(end, ','))) {
      end++;
    }
    return end < limit && shape.is(end, ')') ? end + 1 : NONE;
  }
}
