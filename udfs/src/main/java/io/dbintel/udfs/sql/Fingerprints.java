package io.dbintel.udfs.sql;

/** Fingerprint of a shape. Any change here or in the normal form raises the version. */
final class Fingerprints {
  private final Shape shape;
  private final Aliases aliases = new Aliases();

  Fingerprints(Shape shape) {
    this.shape = shape;
  }

  /** Of items; odd when they were cut. */
  long of(int from, int to, boolean cut) {
    aliases.clear();
    long folded = SqlFingerprint.VERSION;
    for (int i = preparedStatement(from, to); i < to; i++) {
      if (!silent(i)) {
        folded = Hashes.then(folded, hash(i));
      }
    }
    return (Hashes.mix(folded) & ~1L) | (cut ? 1 : 0);
  }

  private long hash(int i) {
    return shape.kind(i) == Shape.ALIAS
        ? Hashes.mix(-aliases.number(shape.hash(i)))
        : shape.hash(i);
  }

  /** Words that change nothing: {@code INNER JOIN}, {@code LEFT OUTER JOIN}, {@code ASC}. */
  private boolean silent(int i) {
    short keyword = shape.keyword(i);
    return keyword >= 0
        && ((keyword == Words.OUTER && shape.is(i + 1, Words.JOIN))
            || (keyword == Words.INNER && shape.is(i + 1, Words.JOIN))
            || keyword == Words.ASC);
  }

  /** Where the statement of {@code PREPARE name (types) AS statement} begins. */
  private int preparedStatement(int from, int to) {
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
}
