package io.dbintel.udfs.statements;

import io.dbintel.schemas.statements.StatementColumns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Sums of all counters, as raw bits by ordinal. They stop at the largest value: none ever falls.
 */
final class CounterSums {
  private static final int COUNTERS = StatementColumns.COUNTERS;

  private final long[] bits;

  CounterSums() {
    this(new long[COUNTERS]);
  }

  private CounterSums(long[] bits) {
    this.bits = bits;
  }

  static CounterSums copyOf(long[] bits) {
    return new CounterSums(bits.clone());
  }

  void add(CounterSums other) {
    add(other.bits);
  }

  void add(long[] deltas) {
    for (int ordinal = 0; ordinal < COUNTERS; ordinal++) {
      long delta = deltas[ordinal];
      if (delta == 0) {
        continue;
      }
      if (StatementColumns.isDouble(ordinal)) {
        double sum = Double.longBitsToDouble(bits[ordinal]) + Double.longBitsToDouble(delta);
        bits[ordinal] = Double.doubleToRawLongBits(Math.min(sum, Double.MAX_VALUE));
      } else {
        long sum = bits[ordinal] + delta;
        bits[ordinal] = sum < 0 ? Long.MAX_VALUE : sum;
      }
    }
  }

  long longValue(int ordinal) {
    return bits[ordinal];
  }

  double doubleValue(int ordinal) {
    return Double.longBitsToDouble(bits[ordinal]);
  }

  void write(DataOutput out) throws IOException {
    out.writeByte(COUNTERS);
    for (long value : bits) {
      out.writeLong(value);
    }
  }

  /** Sums written by an earlier release may have fewer counters: the catalogue only grows. */
  static CounterSums read(DataInput in) throws IOException {
    CounterSums sums = new CounterSums();
    int count = in.readUnsignedByte();
    if (count > COUNTERS) {
      throw new IOException("State has " + count + " counters, this release knows " + COUNTERS);
    }
    for (int ordinal = 0; ordinal < count; ordinal++) {
      sums.bits[ordinal] = in.readLong();
    }
    return sums;
  }
}
