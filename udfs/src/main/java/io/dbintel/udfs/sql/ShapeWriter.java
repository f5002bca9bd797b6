package io.dbintel.udfs.sql;

import java.util.Arrays;

/**
 * Writes a shape as text, and folds its fingerprint on the way: one space between items, but none
 * inside names, around casts, after an opening and before a closing bracket. Read again, the text
 * gives the same items.
 */
final class ShapeWriter {
  /** Ends a text that was cut. */
  static final String CUT = "...";

  /** Characters of a space and of {@code "?"} with a number in it, at most. */
  private static final int LONGEST_MARK = 16;

  /** A larger buffer is not kept for the next text. */
  private static final int KEPT = 1 << 20;

  private final Shape shape;
  private final Fingerprints fingerprints;
  private final Aliases aliases = new Aliases();
  private char[] out = new char[1024];
  private int length;

  ShapeWriter(Shape shape) {
    this.shape = shape;
    fingerprints = new Fingerprints(shape);
  }

  ScrubbedSql scrubbed(int from, int to, boolean cut) {
    long folded = items(from, to);
    return new ScrubbedSql(text(cut), Fingerprints.finish(folded, cut), cut);
  }

  String write(int from, int to, boolean cut) {
    items(from, to);
    return text(cut);
  }

  /**
   * Writes items and returns what their hashes fold to. Those that stand in the text just as they
   * will in the output are copied in one run.
   */
  private long items(int from, int to) {
    length = 0;
    if (out.length > KEPT) {
      out = new char[1024];
    }
    aliases.clear();
    int hashed = fingerprints.begin(from, to);
    int[] whats = shape.what;
    long[] spans = shape.span;
    long[] hashes = shape.hash;
    char[] text = shape.text;
    long folded = SqlFingerprint.VERSION;
    int runStart = 0;
    int runEnd = 0;
    int before = Shape.GLUED_AFTER;
    for (int i = from; i < to; i++) {
      int what = whats[i];
      int space = Shape.spaceBetween(before, what);
      before = what;
      if (Shape.copied(what)) {
        int start = Shape.start(spans[i]);
        boolean follows = start == runEnd + space && (space == 0 || text[runEnd] == ' ');
        if (!follows || runEnd == runStart) {
          copy(runStart, runEnd, space);
          runStart = start;
        }
        runEnd = Shape.end(spans[i]);
      } else {
        copy(runStart, runEnd, space);
        runStart = runEnd;
        marked(i);
      }
      if (i == hashed) {
        folded = SqlFingerprint.VERSION;
      }
      if (!Shape.silent(what)) {
        folded = Hashes.then(folded, Shape.isAlias(what) ? fingerprints.alias(i) : hashes[i]);
      }
    }
    copy(runStart, runEnd, 0);
    return hashed == to ? SqlFingerprint.VERSION : folded;
  }

  private String text(boolean cut) {
    if (cut) {
      reserve(LONGEST_MARK);
      if (length > 0) {
        append(' ');
      }
      append(CUT);
    }
    return new String(out, 0, length);
  }

  /** Characters of the text, then a space or none. */
  private void copy(int start, int end, int spaces) {
    int size = end - start;
    reserve(size + 1);
    if (size > 0) {
      System.arraycopy(shape.text, start, out, length, size);
      length += size;
    }
    out[length] = ' ';
    length += spaces;
  }

  /** An item that leaves as a mark in its place. */
  private void marked(int i) {
    reserve(shape.end(i) - shape.start(i) + LONGEST_MARK);
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
