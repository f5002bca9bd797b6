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

  /** A larger buffer is not kept for the next text. */
  private static final int KEPT = 1 << 20;

  private final Shape shape;
  private final Aliases aliases = new Aliases();
  private char[] out = new char[1024];
  private int length;

  /** What is copied next, as positions in the source. */
  private int runStart;

  private int runEnd;

  ShapeWriter(Shape shape) {
    this.shape = shape;
  }

  String write(int from, int to, boolean cut) {
    length = 0;
    runEnd = runStart = 0;
    if (out.length > KEPT) {
      out = new char[1024];
    }
    aliases.clear();
    boolean glued = true;
    for (int i = from; i < to; i++) {
      glued |= shape.gluedBefore(i);
      if (shape.copied(i)) {
        copied(i, glued);
      } else {
        flush();
        marked(i, glued);
      }
      glued = shape.gluedAfter(i);
    }
    flush();
    if (cut) {
      reserve(LONGEST_MARK);
      if (length > 0) {
        append(' ');
      }
      append(CUT);
    }
    return new String(out, 0, length);
  }

  /**
   * An item whose characters leave as they are. When it stands in the text just where it will in
   * the output, it makes the run that is being copied longer.
   */
  private void copied(int i, boolean glued) {
    int start = shape.start(i);
    boolean follows = glued ? start == runEnd : start == runEnd + 1 && shape.text[runEnd] == ' ';
    if (!follows || runEnd == runStart) {
      flush();
      reserve(1);
      if (!glued) {
        append(' ');
      }
      runStart = start;
    }
    runEnd = shape.end(i);
  }

  private void flush() {
    int size = runEnd - runStart;
    if (size > 0) {
      reserve(size);
      System.arraycopy(shape.text, runStart, out, length, size);
      length += size;
    }
    runEnd = runStart;
  }

  /** An item that leaves as a mark in its place. */
  private void marked(int i, boolean glued) {
    reserve(shape.end(i) - shape.start(i) + LONGEST_MARK);
    if (!glued) {
      append(' ');
    }
    switch (shape.kind(i)) {
      case Shape.PLACEHOLDER -> append('?');
      case Shape.REDACTED -> append("\"?\"");
      case Shape.ALIAS -> {
        append("\"?");
        append(Integer.toString(aliases.number(shape.hash(i))));
        append('"');
      }
      default -> length += mask(i);
    }
  }

  private int mask(int i) {
    return Names.mask(shape.text, shape.start(i), shape.end(i), out, length);
  }

  private void append(char c) {
    out[length++] = c;
  }

  private void append(String text) {
    text.getChars(0, text.length(), out, length);
    length += text.length();
  }

  private void reserve(int size) {
    if (length + size > out.length) {
      out = Arrays.copyOf(out, Math.max(length + size, 2 * out.length));
    }
  }
}
