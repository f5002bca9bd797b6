package io.dbintel.local.demo;

import io.dbintel.schemas.statements.StatementColumns;

/** Values of all counters of the column catalogue, by ordinal: integers exact, doubles as such. */
final class Counters {
  private final long[] whole = new long[StatementColumns.COUNTERS];
  private final double[] real = new double[StatementColumns.COUNTERS];

  void add(int ordinal, long value) {
    whole[ordinal] = Math.addExact(whole[ordinal], value);
  }

  void add(int ordinal, double value) {
    real[ordinal] += value;
  }

  /** Adds a value that travels as raw bits. */
  void addBits(int ordinal, long bits) {
    if (StatementColumns.isDouble(ordinal)) {
      add(ordinal, Double.longBitsToDouble(bits));
    } else {
      add(ordinal, bits);
    }
  }

  void add(Counters other) {
    for (int ordinal = 0; ordinal < whole.length; ordinal++) {
      add(ordinal, other.whole[ordinal]);
      add(ordinal, other.real[ordinal]);
    }
  }

  long whole(int ordinal) {
    return whole[ordinal];
  }

  double real(int ordinal) {
    return real[ordinal];
  }

  String text(int ordinal) {
    return StatementColumns.isDouble(ordinal)
        ? Double.toString(real[ordinal])
        : Long.toString(whole[ordinal]);
  }
}
