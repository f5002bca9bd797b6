package io.dbintel.udfs.statements;

import io.dbintel.schemas.statements.StatementColumns;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;

/**
 * The top statements of an interval: the first N by execution time and the first N by calls. Every
 * other row is added to {@code other} of its database, so that nothing is lost. Memory is bounded
 * by 2 N rows and the number of databases, whatever the number of rows.
 */
final class TopStatements {
  private static final Comparator<Row> BY_KEY =
      Comparator.comparingLong(Row::queryid)
          .thenComparingInt(Row::userid)
          .thenComparingInt(Row::dbid);
  private static final Comparator<Row> BY_TIME =
      Comparator.<Row>comparingDouble(
              row -> row.deltas().doubleValue(StatementColumns.TOTAL_EXEC_TIME))
          .thenComparing(BY_KEY);
  private static final Comparator<Row> BY_CALLS =
      Comparator.<Row>comparingLong(row -> row.deltas().longValue(StatementColumns.CALLS))
          .thenComparing(BY_KEY);

  /** A statement of the interval. */
  record Row(int userid, int dbid, long queryid, long start, CounterSums deltas) {}

  /** The rest of a database. */
  record Other(long start, CounterSums deltas) {}

  private final int limit;
  private final PriorityQueue<Row> byTime = new PriorityQueue<>(BY_TIME);
  private final PriorityQueue<Row> byCalls = new PriorityQueue<>(BY_CALLS);
  private final Map<Integer, Other> others = new TreeMap<>();

  /**
   * @param limit N, at least 1
   */
  TopStatements(int limit) {
    this.limit = limit;
  }

  void add(int userid, int dbid, long queryid, long start, long[] deltas) {
    if (belowAll(userid, dbid, queryid, deltas)) {
      addToOther(dbid, start, deltas);
      return;
    }
    Row row = new Row(userid, dbid, queryid, start, CounterSums.copyOf(deltas));
    byTime.add(row);
    byCalls.add(row);
    if (byTime.size() > limit) {
      retire(byTime.poll(), byCalls);
    }
    if (byCalls.size() > limit) {
      retire(byCalls.poll(), byTime);
    }
  }

  /** Top rows in the order of their keys. */
  List<Row> rows() {
    List<Row> rows = new ArrayList<>(byTime);
    for (Row row : byCalls) {
      if (!byTime.contains(row)) {
        rows.add(row);
      }
    }
    rows.sort(BY_KEY);
    return rows;
  }

  /** The rest, by database oid. */
  Map<Integer, Other> others() {
    return others;
  }

  boolean isEmpty() {
    return byTime.isEmpty() && byCalls.isEmpty() && others.isEmpty();
  }

  /** Most rows end here: below the last of both full rankings, without a copy made. */
  private boolean belowAll(int userid, int dbid, long queryid, long[] deltas) {
    if (byTime.size() < limit || byCalls.size() < limit) {
      return false;
    }
    Row lastByTime = byTime.peek();
    Row lastByCalls = byCalls.peek();
    int time =
        Double.compare(
            Double.longBitsToDouble(deltas[StatementColumns.TOTAL_EXEC_TIME]),
            lastByTime.deltas().doubleValue(StatementColumns.TOTAL_EXEC_TIME));
    int calls =
        Long.compare(
            deltas[StatementColumns.CALLS], lastByCalls.deltas().longValue(StatementColumns.CALLS));
    return (time < 0 || (time == 0 && keyBelow(userid, dbid, queryid, lastByTime)))
        && (calls < 0 || (calls == 0 && keyBelow(userid, dbid, queryid, lastByCalls)));
  }

  private static boolean keyBelow(int userid, int dbid, long queryid, Row row) {
    if (queryid != row.queryid()) {
      return queryid < row.queryid();
    }
    return userid != row.userid() ? userid < row.userid() : dbid < row.dbid();
  }

  private void retire(Row row, PriorityQueue<Row> stillIn) {
    if (!stillIn.contains(row)) {
      addToOther(row.dbid(), row.start(), row.deltas());
    }
  }

  private void addToOther(int dbid, long start, long[] deltas) {
    other(dbid, start).deltas().add(deltas);
  }

  private void addToOther(int dbid, long start, CounterSums deltas) {
    other(dbid, start).deltas().add(deltas);
  }

  private Other other(int dbid, long start) {
    Other other = others.get(dbid);
    if (other == null || start < other.start()) {
      other = new Other(start, other == null ? new CounterSums() : other.deltas());
      others.put(dbid, other);
    }
    return other;
  }

  void write(DataOutput out) throws IOException {
    List<Row> rows = rows();
    out.writeInt(rows.size());
    for (Row row : rows) {
      out.writeInt(row.userid());
      out.writeInt(row.dbid());
      out.writeLong(row.queryid());
      out.writeLong(row.start());
      row.deltas().write(out);
    }
    out.writeInt(others.size());
    for (Map.Entry<Integer, Other> other : others.entrySet()) {
      out.writeInt(other.getKey());
      out.writeLong(other.getValue().start());
      other.getValue().deltas().write(out);
    }
  }

  /** Rows that were in the top stay in it: adding them again gives the same two rankings. */
  void read(DataInput in) throws IOException {
    int rows = in.readInt();
    List<Row> all = new ArrayList<>(rows);
    for (int i = 0; i < rows; i++) {
      all.add(
          new Row(in.readInt(), in.readInt(), in.readLong(), in.readLong(), CounterSums.read(in)));
    }
    int databases = in.readInt();
    for (int i = 0; i < databases; i++) {
      others.put(in.readInt(), new Other(in.readLong(), CounterSums.read(in)));
    }
    fill(byTime, all, BY_TIME);
    fill(byCalls, all, BY_CALLS);
  }

  private void fill(PriorityQueue<Row> ranking, List<Row> all, Comparator<Row> order) {
    all.stream().sorted(order.reversed()).limit(limit).forEach(ranking::add);
  }
}
