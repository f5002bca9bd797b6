package io.dbintel.udfs.statements;

import io.dbintel.schemas.statements.StatementsChunk;
import java.util.Arrays;

/** Finds the row of a key in a bucket's bytes. Reused from bucket to bucket. */
final class RowIndex {
  private static final int EMPTY = -1;

  private int[] slots = new int[256];
  private byte[] state;

  /** Indexes a bucket; null is a bucket without rows. */
  void load(byte[] bucket) {
    state = bucket;
    int rows = bucket == null ? 0 : BucketState.rows(bucket);
    int wanted = Integer.highestOneBit(Math.max(64, rows * 2)) * 2;
    if (slots.length != wanted) {
      slots = new int[wanted];
    }
    Arrays.fill(slots, EMPTY);
    for (int i = 0; i < rows; i++) {
      int slot = (int) BucketState.hash(bucket, BucketState.row(bucket, i)) & (slots.length - 1);
      while (slots[slot] != EMPTY) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = i;
    }
  }

  /** Index of the chunk row's key in the bucket, or -1. */
  int find(StatementsChunk chunk, int row) {
    int slot = (int) chunk.hash(row) & (slots.length - 1);
    while (slots[slot] != EMPTY) {
      if (matches(BucketState.row(state, slots[slot]), chunk, row)) {
        return slots[slot];
      }
      slot = (slot + 1) & (slots.length - 1);
    }
    return EMPTY;
  }

  private boolean matches(int offset, StatementsChunk chunk, int row) {
    return BucketState.queryid(state, offset) == chunk.queryid(row)
        && BucketState.userid(state, offset) == chunk.userid(row)
        && BucketState.dbid(state, offset) == chunk.dbid(row)
        && BucketState.toplevel(state, offset) == chunk.toplevel(row);
  }
}
