package io.dbintel.ingest.statements;

import io.dbintel.schemas.statements.RowKeys;

/**
 * The number of buckets of an instance. It changes seldom, because each change makes the jobs split
 * their state anew.
 */
final class BucketCount {
  private static final int ROWS_PER_BUCKET = 100;
  private static final int LEAST_ROWS_PER_BUCKET = 25;
  private static final int MOST_ROWS_PER_BUCKET = 400;

  private int buckets;

  /** The number for a poll of so many rows. */
  int forRows(int rows) {
    boolean tooFew = buckets > 1 && (long) rows < (long) buckets * LEAST_ROWS_PER_BUCKET;
    boolean tooMany = (long) rows > (long) buckets * MOST_ROWS_PER_BUCKET;
    if (buckets == 0 || tooFew || tooMany) {
      buckets = RowKeys.bucketsFor(rows, ROWS_PER_BUCKET);
    }
    return buckets;
  }

  /**
   * Doubles the number, because a chunk was too large for a record.
   *
   * @return false when there is no larger number
   */
  boolean grow() {
    if (!RowKeys.validBuckets(buckets * 2)) {
      return false;
    }
    buckets *= 2;
    return true;
  }
}
