package io.dbintel.udfs.sql;

import java.util.Arrays;

/**
 * Collapses lists while a shape grows: of {@code IN (..)}, {@code ARRAY[..]} and the rows of VALUES
 * each distinct shape of an element stays once, where it came first. Constants with casts count as
 * plain ones, because releases from 18 on drop the casts of a list they squash.
 */
final class Lists {
  /** Deeper nesting is kept as written. */
  private static final int MAX_DEPTH = 64;

  /** Of a list with more distinct shapes the rest is kept as written. */
  private static final int MAX_SHAPES = 64;

  private static final byte PLAIN = 0;
  private static final byte LIST = 1;
  private static final byte ARRAY = 2;
  private static final byte ROW = 3;

  private final Shape shape;
  private final ConstantPattern constants;
  private final byte[] kind = new byte[MAX_DEPTH];
  private final int[] opener = new int[MAX_DEPTH];
  private final int[] element = new int[MAX_DEPTH];
  private final int[] base = new int[MAX_DEPTH];
  private long[] shapes = new long[MAX_SHAPES];
  private int shapeCount;
  private int depth;
  private int tooDeep;

  /** Whether the innermost parenthesis or bracket, of those that are not too deep, is a list's. */
  private boolean inList;

  /** Where the shapes of the VALUES list begin whose row just ended; -1 when none did. */
  private int rows;

  Lists(Shape shape) {
    this.shape = shape;
    constants = new ConstantPattern(shape);
  }

  void clear() {
    shapeCount = 0;
    depth = 0;
    tooDeep = 0;
    inList = false;
    rows = -1;
  }

  /** Whether no list is open or has just ended, so that nothing need be done about commas. */
  boolean outside() {
    return rows < 0 && !inList;
  }

  /**
   * Before an opening parenthesis or bracket is added.
   *
   * @param query whether the next token begins a query
   */
  void open(boolean bracket, boolean query) {
    if (depth == MAX_DEPTH) {
      tooDeep++;
      rows = -1;
      return;
    }
    int last = shape.count - 1;
    byte opened = bracket ? bracket(last) : parenthesis(last, query);
    base[depth] = opened == ROW && rows >= 0 ? rows : shapeCount;
    rows = -1;
    kind[depth] = opened;
    opener[depth] = shape.count;
    element[depth] = shape.count + 1;
    depth++;
    inList = isList(opened);
  }

  private byte bracket(int last) {
    boolean nested =
        depth > 0 && kind[depth - 1] == ARRAY && (shape.is(last, '[') || shape.is(last, ','));
    return nested || shape.is(last, Words.ARRAY) ? ARRAY : PLAIN;
  }

  private byte parenthesis(int last, boolean query) {
    if (rows >= 0 || shape.is(last, Words.VALUES)) {
      return ROW;
    }
    return shape.is(last, Words.IN) && !query ? LIST : PLAIN;
  }

  /** Whether the row of a VALUES list has just ended. */
  boolean afterRow() {
    return rows >= 0;
  }

  /** Before a comma is added. */
  void comma(boolean parenthesisFollows) {
    if (rows >= 0 && !parenthesisFollows) {
      endRows();
    }
    if (tooDeep == 0 && inList) {
      endElement(depth - 1);
      element[depth - 1] = shape.count + 1;
    }
  }

  /** Before a closing parenthesis or bracket is added. */
  void close() {
    endRows();
    if (tooDeep == 0 && inList) {
      endElement(depth - 1);
    }
  }

  /** After a closing parenthesis or bracket was added. */
  void closed() {
    if (tooDeep > 0) {
      tooDeep--;
      return;
    }
    if (depth == 0) {
      return;
    }
    depth--;
    inList = depth > 0 && isList(kind[depth - 1]);
    if (kind[depth] == ROW) {
      endRow();
    } else {
      shapeCount = base[depth];
    }
  }

  /** Before any other item is added. */
  void other() {
    if (rows >= 0) {
      endRows();
    }
  }

  private static boolean isList(byte opened) {
    return opened == LIST || opened == ARRAY;
  }

  private void endElement(int frame) {
    int from = element[frame];
    if (from >= shape.count) {
      return;
    }
    if (constants.matches(from, shape.count)) {
      shape.truncate(from);
      shape.placeholder();
    }
    if (seen(base[frame], shape.hash(from, shape.count))) {
      shape.truncate(from);
      if (shape.is(from - 1, ',')) {
        shape.truncate(from - 1);
      }
    }
  }

  private void endRow() {
    int from = opener[depth];
    int group = base[depth];
    if (seen(group, shape.hash(from, shape.count))) {
      shape.truncate(from);
      if (shape.is(from - 1, ',')) {
        shape.truncate(from - 1);
      }
    }
    rows = group;
  }

  private void endRows() {
    if (rows >= 0) {
      shapeCount = rows;
      rows = -1;
    }
  }

  private boolean seen(int from, long hash) {
    for (int i = from; i < shapeCount; i++) {
      if (shapes[i] == hash) {
        return true;
      }
    }
    if (shapeCount - from < MAX_SHAPES) {
      if (shapeCount == shapes.length) {
        shapes = Arrays.copyOf(shapes, 2 * shapeCount);
      }
      shapes[shapeCount++] = hash;
    }
    return false;
  }
}
