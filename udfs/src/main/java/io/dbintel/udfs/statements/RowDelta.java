package io.dbintel.udfs.statements;

import io.dbintel.schemas.statements.StatementColumn;
import io.dbintel.schemas.statements.StatementColumns;
import io.dbintel.schemas.statements.StatementsChunk;
import java.util.Arrays;

/** The delta of one row, counter by counter, as raw bits by ordinal. Reused from row to row. */
final class RowDelta {
  private static final int COUNTERS = StatementColumns.COUNTERS;
  private static final boolean[] DERIVED = derived();

  private final long[] values = new long[COUNTERS];
  private int[] ordinals = new int[0];
  private int[] previousSlots = new int[0];
  private boolean[] doubles = new boolean[0];
  private long mask;
  private long previousMask = -1;
  private int callsSlot = -1;
  private boolean masksDiffer;

  /** Says which counters the source has now and which the stored rows have. */
  void masks(long newMask, long newPreviousMask) {
    if (newMask == mask && newPreviousMask == previousMask) {
      return;
    }
    mask = newMask;
    previousMask = newPreviousMask;
    masksDiffer = (newMask & ~newPreviousMask) != 0;
    int count = Long.bitCount(mask);
    ordinals = new int[count];
    previousSlots = new int[count];
    doubles = new boolean[count];
    int next = 0;
    for (int ordinal = 0; ordinal < COUNTERS; ordinal++) {
      if ((mask >>> ordinal & 1) == 1) {
        ordinals[next] = ordinal;
        previousSlots[next] = slot(previousMask, ordinal);
        doubles[next++] = StatementColumns.isDouble(ordinal);
      }
    }
    callsSlot = slot(previousMask, StatementColumns.CALLS);
    Arrays.fill(values, 0);
  }

  /** Raw bits by ordinal; valid until the next row. */
  long[] values() {
    return values;
  }

  /** Whether any counter moved. */
  boolean ran() {
    long any = 0;
    for (int ordinal : ordinals) {
      any |= values[ordinal];
    }
    return any != 0;
  }

  /** The whole value of a row. */
  void whole(StatementsChunk chunk, int row) {
    System.arraycopy(chunk.counters(), row * COUNTERS, values, 0, COUNTERS);
  }

  /**
   * The difference to the row stored at {@code offset}.
   *
   * @return whether it is exact; else it is a lower bound
   */
  boolean since(byte[] previous, int offset, StatementsChunk chunk, int row) {
    int counters = offset + BucketState.ROW_KEY_BYTES;
    boolean callsFell =
        callsSlot >= 0
            && chunk.counter(row, StatementColumns.CALLS)
                < BucketState.getLong(previous, counters + callsSlot * Long.BYTES);
    if (callsFell || beganAnew(BucketState.statsSince(previous, offset), chunk.statsSince(row))) {
      whole(chunk, row);
      return false;
    }
    boolean exact = !masksDiffer;
    long[] now = chunk.counters();
    int base = row * COUNTERS;
    for (int i = 0; i < ordinals.length; i++) {
      int ordinal = ordinals[i];
      if (previousSlots[i] < 0) {
        values[ordinal] = 0;
        continue;
      }
      long before = BucketState.getLong(previous, counters + previousSlots[i] * Long.BYTES);
      long current = now[base + ordinal];
      if (current == before) {
        values[ordinal] = 0;
      } else if (doubles[i]) {
        exact &= doubleDelta(ordinal, Double.longBitsToDouble(before), current);
      } else if (current > before) {
        values[ordinal] = current - before;
      } else {
        values[ordinal] = current;
        exact = false;
      }
    }
    return exact;
  }

  /** A {@code stats_since} that one of the polls did not read says nothing. */
  private static boolean beganAnew(long sinceBefore, long since) {
    return sinceBefore != 0 && since != 0 && sinceBefore != since;
  }

  private boolean doubleDelta(int ordinal, double before, long currentBits) {
    double delta = Double.longBitsToDouble(currentBits) - before;
    if (delta >= 0) {
      values[ordinal] = Double.doubleToRawLongBits(delta);
      return true;
    }
    if (DERIVED[ordinal]) {
      // Computed from rounded means: a fall here is rounding, not a reset.
      values[ordinal] = 0;
      return true;
    }
    values[ordinal] = currentBits;
    return false;
  }

  /** Writes the chunk's row into the bucket at the same index. */
  void store(StatementsChunk chunk, int row, byte[] next, long seenAt) {
    int offset = BucketState.HEADER_BYTES + row * (BucketState.ROW_KEY_BYTES + ordinals.length * 8);
    BucketState.key(
        next, offset, chunk.queryid(row), chunk.userid(row), chunk.dbid(row), chunk.toplevel(row));
    BucketState.times(next, offset, chunk.statsSince(row), seenAt);
    int target = offset + BucketState.ROW_KEY_BYTES;
    long[] now = chunk.counters();
    int base = row * COUNTERS;
    for (int ordinal : ordinals) {
      BucketState.putLong(next, target, now[base + ordinal]);
      target += Long.BYTES;
    }
  }

  /** Copies a row between buckets; the source's counters must include the target's. */
  static void copy(byte[] from, int fromIndex, byte[] to, int toIndex) {
    int source = BucketState.row(from, fromIndex);
    int target = BucketState.row(to, toIndex);
    long fromMask = BucketState.mask(from);
    long toMask = BucketState.mask(to);
    System.arraycopy(from, source, to, target, BucketState.ROW_KEY_BYTES);
    int counter = target + BucketState.ROW_KEY_BYTES;
    for (int ordinal = 0; ordinal < COUNTERS; ordinal++) {
      if ((toMask >>> ordinal & 1) == 1) {
        int slot = source + BucketState.ROW_KEY_BYTES + slot(fromMask, ordinal) * Long.BYTES;
        BucketState.putLong(to, counter, BucketState.getLong(from, slot));
        counter += Long.BYTES;
      }
    }
  }

  /** Place of a counter among those of a mask, or -1. */
  private static int slot(long mask, int ordinal) {
    return (mask >>> ordinal & 1) == 0 ? -1 : Long.bitCount(mask & ((1L << ordinal) - 1));
  }

  private static boolean[] derived() {
    boolean[] derived = new boolean[COUNTERS];
    for (StatementColumn column : StatementColumns.counters()) {
      derived[column.ordinal()] = column.kind() == StatementColumn.Kind.DERIVED;
    }
    return derived;
  }
}
