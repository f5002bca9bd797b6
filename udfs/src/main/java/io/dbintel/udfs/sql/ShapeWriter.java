package io.dbintel.udfs.sql;

/**
 * Writes a shape as text, and folds its fingerprint on the way: one space between items, but none
 * inside names, around casts, after an opening and before a closing bracket. Read again, the text
 * gives the same items.
 */
final class ShapeWriter {
  /** Ends a text that was cut. */
  static final String CUT = "...";

  private final Shape shape;
  private final Fingerprints fingerprints;
  private final Aliases aliases = new Aliases();
  private final OutputText out = new OutputText();

  /** The item written last. */
  private int before;

  private long folded;

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

  /** Writes items and returns what the hashes of those that count fold to. */
  private long items(int from, int to) {
    out.clear(!shape.beyondAscii);
    aliases.clear();
    int hashed = fingerprints.begin(from, to);
    before = Shape.GLUED_AFTER;
    write(from, hashed);
    folded = SqlFingerprint.VERSION;
    write(hashed, to);
    return folded;
  }

  private void write(int from, int to) {
    int i = from;
    while (i < to) {
      i = ordinary(i, to);
      if (i < to) {
        item(i++);
      }
    }
  }

  /**
   * Writes items as long as they are ASCII characters of the text that count; {@link #item} would
   * do the same.
   */
  private int ordinary(int from, int to) {
    if (shape.beyondAscii) {
      return from;
    }
    int[] whats = shape.what;
    long[] spans = shape.span;
    long[] hashes = shape.hash;
    byte[] source = shape.source.bytes;
    // Items stand in the text one after the other; each has a space or a question mark more.
    byte[] target = out.reserve(shape.source.length + 2 * (to - from));
    int written = out.length;
    int left = before;
    long fold = folded;
    int i = from;
    while (i < to && Shape.ordinary(whats[i])) {
      int start = Shape.start(spans[i]);
      int size = Shape.end(spans[i]) - start;
      target[written] = ' ';
      written += Shape.spaceBetween(left, whats[i]);
      EightBytes.copy(source, start, target, written, size);
      written += size;
      left = whats[i];
      fold = Hashes.then(fold, hashes[i]);
      i++;
    }
    out.length = written;
    before = left;
    folded = fold;
    return i;
  }

  private void item(int i) {
    int what = shape.what[i];
    if (Shape.spaceBetween(before, what) > 0) {
      out.append(' ');
    }
    before = what;
    if (Shape.copied(what)) {
      out.copy(shape.source, shape.start(i), shape.end(i));
    } else {
      marked(i);
    }
    if (!Shape.silent(what)) {
      folded = Hashes.then(folded, Shape.isAlias(what) ? fingerprints.alias(i) : shape.hash(i));
    }
  }

  private String text(boolean cut) {
    if (cut) {
      if (out.length > 0) {
        out.append(' ');
      }
      out.append(CUT);
    }
    return out.toString();
  }

  /** An item that leaves as a mark in its place. */
  private void marked(int i) {
    switch (shape.kind(i)) {
      case Shape.REDACTED -> out.append("\"?\"");
      case Shape.ALIAS -> {
        out.append("\"?");
        out.append(Integer.toString(aliases.number(shape.hash(i))));
        out.append('"');
      }
      default -> out.append(masked(i));
    }
  }

  private String masked(int i) {
    char[] masked = new char[shape.end(i) - shape.start(i)];
    return new String(masked, 0, Names.mask(shape.text, shape.start(i), shape.end(i), masked, 0));
  }
}
