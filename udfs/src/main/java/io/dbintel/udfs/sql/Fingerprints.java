package io.dbintel.udfs.sql;

/**
 * What belongs to the fingerprint of a shape. Any change here or in the normal form raises the
 * version.
 */
final class Fingerprints {
  private final Shape shape;
  private final Aliases aliases = new Aliases();

  Fingerprints(Shape shape) {
    this.shape = shape;
  }

  /**
   * Begins the fingerprint of items.
   *
   * @return position of the first that counts: that of the statement in {@code PREPARE name (types)
   *     AS statement}
   */
  int begin(int from, int to) {
    aliases.clear();
    if (!shape.is(from, Words.PREPARE) || shape.is(from + 1, Words.TRANSACTION)) {
      return from;
    }
    for (int i = from + 2; i < to; i++) {
      if (shape.is(i, Words.AS)) {
        return i + 1;
      }
    }
    return from;
  }

  /** What a quoted alias adds: only which of them it is. */
  long alias(int i) {
    return Hashes.mix(-aliases.number(shape.hash(i)));
  }

  /** Odd when the items were cut. */
  static long finish(long folded, boolean cut) {
    return (Hashes.mix(folded) & ~1L) | (cut ? 1 : 0);
  }
}
