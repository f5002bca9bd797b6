package io.dbintel.schemas.statements;

import java.util.List;

/**
 * One decoded record of {@code dbintel.statement-intervals}.
 *
 * @param counterMask counters the source has
 * @param rows one for each statement that ran in its interval
 */
public record IntervalChunk(IntervalHeader header, long counterMask, List<Row> rows) {
  public IntervalChunk {
    rows = List.copyOf(rows);
  }

  /**
   * @param start server clock of the row's previous poll, µs
   * @param flags of {@link IntervalFlags}; 0 means exact
   * @param deltas raw bits by counter ordinal
   */
  public record Row(
      long userid,
      long dbid,
      boolean toplevel,
      long queryid,
      long start,
      int flags,
      List<Long> deltas) {
    public Row {
      deltas = List.copyOf(deltas);
    }

    /** The delta of a counter whose values are integers. */
    public long longDelta(int ordinal) {
      return deltas.get(ordinal);
    }

    /** The delta of a counter whose values are doubles. */
    public double doubleDelta(int ordinal) {
      return Double.longBitsToDouble(deltas.get(ordinal));
    }
  }
}
