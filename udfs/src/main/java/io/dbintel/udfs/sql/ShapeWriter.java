package io.dbintel.udfs.sql;

import java.util.Arrays;

/**
 * Writes a shape as text: one space between items, but none inside names, around casts, after an
 * opening and before a closing bracket. Read again, the text gives the same items.
 */
final class ShapeWriter {
  /** Ends a text that was cut. */
  static final String CUT = "...";

  /** Characters of a space and of {@code "?"} with a number in it, at most. */
  private static final int LONGEST_MARK = 16;

  /** Up to here a loop is faster than a call. */
  private static final int SHORT = 16;

  private final Shape shape;
  private final Aliases aliases = new Aliases();
  private char[] out = new char[1024];
  private int length;

  ShapeWriter(Shape shape) {
    this.shape = shape;
  }

  String write(int from, int to, boolean cut) {
    length = 0;
    aliases.clear();
    for (int i = from; i < to; i++) {
      reserve(shape.end[i] - shape.start[i] + LONGEST_MARK);
      boolean glued =
          i == from
              || (shape.glue[i] & Shape.GLUED_BEFORE) != 0
              || (shape.glue[i - 1] & Shape.GLUED_AFTER) != 0;
      if (!glued) {
        append(' ');
      }
      item(i);
    }
    if (cut) {
      reserve(LONGEST_MARK);
      if (length > 0) {
        append(' ');
      }
      append(CUT);
    }
    return new String(out, 0, length);
  }

  private void item(int i) {
    switch (shape.kind[i]) {
      case Shape.PLACEHOLDER -> append('?');
      case Shape.REDACTED -> append("\"?\"");
      case Shape.ALIAS -> {
        append("\"?");
        append(Integer.toString(aliases.number(shape.hash[i])));
        append('"');
      }
      case Shape.MASKED_WORD, Shape.MASKED_QUOTED -> {
        length += mask(i);
      }
      default -> copy(shape.start[i], shape.end[i]);
    }
  }

  private int mask(int i) {
    return Names.mask(shape.text, shape.start[i], shape.end[i], out, length);
  }

  private void append(char c) {
    out[length++] = c;
  }

  private void append(String text) {
    text.getChars(0, text.length(), out, length);
    length += text.length();
  }

  private void copy(int start, int end) {
    int size = end - start;
    if (size > SHORT) {
      System.arraycopy(shape.text, start, out, length, size);
    } else {
      for (int i = 0; i < size; i++) {
        out[length + i] = shape.text[start + i];
      }
    }
    length += size;
  }

  private void reserve(int size) {
    if (length + size > out.length) {
      out = Arrays.copyOf(out, Math.max(length + size, 2 * out.length));
    }
  }
}
