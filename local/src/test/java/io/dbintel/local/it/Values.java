package io.dbintel.local.it;

import io.dbintel.schemas.statements.StatementColumns;
import java.util.List;

/** One value for each counter of the catalogue, integers kept exact. */
final class Values {
  private final long[] integers = new long[StatementColumns.COUNTERS];
  private final double[] doubles = new double[StatementColumns.COUNTERS];

  /**
   * @param bits raw bits by counter ordinal, as records carry them
   */
  static Values ofBits(List<Long> bits) {
    Values values = new Values();
    for (int ordinal = 0; ordinal < bits.size(); ordinal++) {
      if (StatementColumns.isDouble(ordinal)) {
        values.doubles[ordinal] = Double.longBitsToDouble(bits.get(ordinal));
      } else {
        values.integers[ordinal] = bits.get(ordinal);
      }
    }
    return values;
  }

  void setInteger(int ordinal, long value) {
    integers[ordinal] = value;
  }

  void setDouble(int ordinal, double value) {
    doubles[ordinal] = value;
  }

  long integer(int ordinal) {
    return integers[ordinal];
  }

  double real(int ordinal) {
    return StatementColumns.isDouble(ordinal) ? doubles[ordinal] : integers[ordinal];
  }

  long calls() {
    return integers[StatementColumns.CALLS];
  }

  void add(Values other) {
    for (int i = 0; i < integers.length; i++) {
      integers[i] += other.integers[i];
      doubles[i] += other.doubles[i];
    }
  }

  void subtract(Values other) {
    for (int i = 0; i < integers.length; i++) {
      integers[i] -= other.integers[i];
      doubles[i] -= other.doubles[i];
    }
  }

  /** Whether any counter differs from zero. */
  boolean moved() {
    for (int i = 0; i < integers.length; i++) {
      if (integers[i] != 0 || doubles[i] != 0) {
        return true;
      }
    }
    return false;
  }
}
