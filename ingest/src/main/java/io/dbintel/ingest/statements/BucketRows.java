package io.dbintel.ingest.statements;

import io.dbintel.schemas.statements.EncodedChunk;
import io.dbintel.schemas.statements.RowKeys;
import java.util.ArrayList;
import java.util.List;

/** The rows of one bucket, in the order in which they were read. */
final class BucketRows implements EncodedChunk.Rows {
  private final EncodedRows encoded;
  private final int[] order;
  private final int from;
  private final int count;

  private BucketRows(EncodedRows encoded, int[] order, int from, int count) {
    this.encoded = encoded;
    this.order = order;
    this.from = from;
    this.count = count;
  }

  /** All buckets of a poll, empty ones too. */
  static List<BucketRows> split(CounterRows rows, int buckets) {
    int[] next = new int[buckets];
    for (int row = 0; row < rows.size(); row++) {
      next[RowKeys.bucket(rows.hash(row), buckets)]++;
    }
    List<BucketRows> split = new ArrayList<>(buckets);
    int[] order = new int[rows.size()];
    int from = 0;
    for (int bucket = 0; bucket < buckets; bucket++) {
      int count = next[bucket];
      split.add(new BucketRows(rows.encoded(), order, from, count));
      next[bucket] = from;
      from += count;
    }
    for (int row = 0; row < rows.size(); row++) {
      order[next[RowKeys.bucket(rows.hash(row), buckets)]++] = row;
    }
    return split;
  }

  /** Its number in the poll. */
  int row(int index) {
    return order[from + index];
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int size(int index) {
    return encoded.size(row(index));
  }

  @Override
  public void copy(int index, byte[] to, int place) {
    encoded.copy(row(index), to, place);
  }
}
