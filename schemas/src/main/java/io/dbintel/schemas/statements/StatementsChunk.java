package io.dbintel.schemas.statements;

import io.dbintel.schemas.envelope.Envelope;
import java.util.Arrays;
import java.util.List;

/**
 * One decoded record of {@code dbintel.raw.statements}, in primitive arrays that are reused from
 * record to record: what a getter returned is valid until the next decode into the same object.
 *
 * <p>Counter values are held as 64 raw bits: longs as they are, doubles by {@link
 * Double#doubleToRawLongBits}; {@link StatementColumns#isDouble} tells which.
 */
public final class StatementsChunk {
  private static final int STRIDE = StatementColumns.COUNTERS;

  private Envelope envelope;
  private Poll poll;
  private long counterMask;
  private List<String> unknownColumns = List.of();
  private int rows;
  private int[] userids = new int[0];
  private int[] dbids = new int[0];
  private boolean[] toplevels = new boolean[0];
  private long[] queryids = new long[0];
  private long[] statsSince = new long[0];
  private long[] counters = new long[0];

  public Envelope envelope() {
    return envelope;
  }

  public Poll poll() {
    return poll;
  }

  /** Bit i is set when the source has the counter with ordinal i. */
  public long counterMask() {
    return counterMask;
  }

  /** Columns of the record that the catalogue does not know. */
  public List<String> unknownColumns() {
    return unknownColumns;
  }

  public int rows() {
    return rows;
  }

  public int userid(int row) {
    return userids[row];
  }

  public int dbid(int row) {
    return dbids[row];
  }

  public boolean toplevel(int row) {
    return toplevels[row];
  }

  public long queryid(int row) {
    return queryids[row];
  }

  /** When the entry was created, server clock in µs; 0 where the source has no such column. */
  public long statsSince(int row) {
    return statsSince[row];
  }

  /** Raw bits of a counter. */
  public long counter(int row, int ordinal) {
    return counters[row * STRIDE + ordinal];
  }

  /** All counters, row-major, {@link StatementColumns#COUNTERS} to a row. Do not write. */
  public long[] counters() {
    return counters;
  }

  public long hash(int row) {
    return RowKeys.hash(userids[row], dbids[row], toplevels[row], queryids[row]);
  }

  /** Whether two rows are of the same statement. */
  boolean sameKey(int row, int other) {
    return queryids[row] == queryids[other]
        && dbids[row] == dbids[other]
        && userids[row] == userids[other]
        && toplevels[row] == toplevels[other];
  }

  void clear() {
    envelope = null;
    poll = null;
    counterMask = 0;
    unknownColumns = List.of();
    rows = 0;
  }

  void header(Envelope newEnvelope, Poll newPoll) {
    envelope = newEnvelope;
    poll = newPoll;
  }

  void columns(long newCounterMask, List<String> unknown) {
    counterMask = newCounterMask;
    unknownColumns = List.copyOf(unknown);
  }

  /** Opens a row with zeroed counters and returns its index. */
  int addRow() {
    if (rows == queryids.length) {
      grow(Math.max(128, rows * 2));
    }
    Arrays.fill(counters, rows * STRIDE, (rows + 1) * STRIDE, 0);
    statsSince[rows] = 0;
    toplevels[rows] = true;
    return rows++;
  }

  void key(int row, int userid, int dbid, boolean toplevel, long queryid) {
    userids[row] = userid;
    dbids[row] = dbid;
    toplevels[row] = toplevel;
    queryids[row] = queryid;
  }

  void statsSince(int row, long micros) {
    statsSince[row] = micros;
  }

  void counter(int row, int ordinal, long bits) {
    counters[row * STRIDE + ordinal] = bits;
  }

  private void grow(int capacity) {
    userids = Arrays.copyOf(userids, capacity);
    dbids = Arrays.copyOf(dbids, capacity);
    toplevels = Arrays.copyOf(toplevels, capacity);
    queryids = Arrays.copyOf(queryids, capacity);
    statsSince = Arrays.copyOf(statsSince, capacity);
    counters = Arrays.copyOf(counters, capacity * STRIDE);
  }
}
