package io.dbintel.schemas.statements;

import static io.dbintel.schemas.json.JsonInput.booleanValue;
import static io.dbintel.schemas.json.JsonInput.doubleValue;
import static io.dbintel.schemas.json.JsonInput.invalid;
import static io.dbintel.schemas.json.JsonInput.isNull;
import static io.dbintel.schemas.json.JsonInput.longValue;
import static io.dbintel.schemas.json.JsonInput.oid;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.deadletter.Reason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads one row array into a chunk, by a plan made once per column list. */
final class StatementsRowReader {
  private static final int USERID = -1;
  private static final int DBID = -2;
  private static final int TOPLEVEL = -3;
  private static final int QUERYID = -4;
  private static final int STATS_SINCE = -5;
  private static final int EXEC_MEAN = -6;
  private static final int EXEC_STDDEV = -7;
  private static final int PLAN_MEAN = -8;
  private static final int PLAN_STDDEV = -9;
  private static final int SKIP = -10;

  private List<String> names = List.of();
  private int[] plan = new int[0];
  private boolean[] isDouble = new boolean[0];
  private long counterMask;
  private List<String> unknownColumns = List.of();

  /**
   * Makes the plan, unless it is the one of the previous record. A failed poll has no columns, and
   * then no rows.
   */
  void columns(List<String> newNames) throws InvalidRecordException {
    if (newNames.equals(names)) {
      return;
    }
    int[] newPlan = new int[newNames.size()];
    boolean[] newDoubles = new boolean[newNames.size()];
    List<String> unknown = new ArrayList<>();
    Set<Integer> targets = new HashSet<>();
    long mask = 0;
    for (int i = 0; i < newPlan.length; i++) {
      StatementColumn column = StatementColumns.named(newNames.get(i)).orElse(null);
      newPlan[i] = target(column);
      if (column == null) {
        unknown.add(newNames.get(i));
      } else if (newPlan[i] >= 0) {
        newDoubles[i] = column.isDouble();
        mask |= 1L << newPlan[i];
      }
      if (newPlan[i] != SKIP && !targets.add(newPlan[i])) {
        throw invalid("columns", "a column is named twice");
      }
    }
    if (!newNames.isEmpty()) {
      requireKeyColumns(targets);
    }
    plan = newPlan;
    isDouble = newDoubles;
    counterMask = mask | derivedMask(targets);
    unknownColumns = unknown;
    names = newNames;
  }

  long counterMask() {
    return counterMask;
  }

  List<String> unknownColumns() {
    return unknownColumns;
  }

  void read(JsonParser in, StatementsChunk chunk, int row)
      throws IOException, InvalidRecordException {
    int userid = 0;
    int dbid = 0;
    boolean toplevel = true;
    long queryid = 0;
    double execMean = 0;
    double execStddev = 0;
    double planMean = 0;
    double planStddev = 0;
    if (plan.length == 0) {
      throw invalid("rows", "a record without columns has no rows");
    }
    for (int i = 0; i < plan.length; i++) {
      if (in.nextToken() == JsonToken.END_ARRAY) {
        throw invalid("rows[]", "fewer values than columns");
      }
      int target = plan[i];
      if (target >= 0) {
        chunk.counter(row, target, counterBits(in, i));
        continue;
      }
      switch (target) {
        case USERID -> userid = (int) oid(in, "userid");
        case DBID -> dbid = (int) oid(in, "dbid");
        case TOPLEVEL -> toplevel = booleanValue(in, "toplevel");
        case QUERYID -> queryid = longValue(in, "queryid");
        case STATS_SINCE -> chunk.statsSince(row, isNull(in) ? 0 : longValue(in, "stats_since"));
        case EXEC_MEAN -> execMean = doubleValue(in, "mean_exec_time");
        case EXEC_STDDEV -> execStddev = doubleValue(in, "stddev_exec_time");
        case PLAN_MEAN -> planMean = doubleValue(in, "mean_plan_time");
        case PLAN_STDDEV -> planStddev = doubleValue(in, "stddev_plan_time");
        default -> in.skipChildren();
      }
    }
    if (in.nextToken() != JsonToken.END_ARRAY) {
      throw invalid("rows[]", "more values than columns");
    }
    chunk.key(row, userid, dbid, toplevel, queryid);
    sumOfSquares(
        chunk,
        row,
        StatementColumns.EXEC_SUM_OF_SQUARES,
        StatementColumns.CALLS,
        execMean,
        execStddev);
    sumOfSquares(
        chunk,
        row,
        StatementColumns.PLAN_SUM_OF_SQUARES,
        StatementColumns.PLANS,
        planMean,
        planStddev);
  }

  private long counterBits(JsonParser in, int column) throws IOException, InvalidRecordException {
    if (isDouble[column]) {
      double value = doubleValue(in, names.get(column));
      if (value < 0) {
        throw invalid(names.get(column), "a counter cannot be negative");
      }
      return Double.doubleToRawLongBits(value + 0.0);
    }
    long value = longValue(in, names.get(column));
    if (value < 0) {
      throw invalid(names.get(column), "a counter cannot be negative");
    }
    return value;
  }

  /** Σx² of all executions: what makes the variance of an interval computable from a delta. */
  private static void sumOfSquares(
      StatementsChunk chunk, int row, int ordinal, int countOrdinal, double mean, double stddev)
      throws InvalidRecordException {
    double sum = chunk.counter(row, countOrdinal) * (stddev * stddev + mean * mean);
    if (!Double.isFinite(sum)) {
      throw new InvalidRecordException(
          Reason.TOO_LARGE, "rows[]: mean and stddev of a time are too large to be squared");
    }
    chunk.counter(row, ordinal, Double.doubleToRawLongBits(sum));
  }

  private static int target(StatementColumn column) {
    if (column == null) {
      return SKIP;
    }
    if (column.kind() == StatementColumn.Kind.COUNTER) {
      return column.ordinal();
    }
    return switch (column.name()) {
      case "userid" -> USERID;
      case "dbid" -> DBID;
      case "toplevel" -> TOPLEVEL;
      case "queryid" -> QUERYID;
      case "stats_since" -> STATS_SINCE;
      case "mean_exec_time" -> EXEC_MEAN;
      case "stddev_exec_time" -> EXEC_STDDEV;
      case "mean_plan_time" -> PLAN_MEAN;
      case "stddev_plan_time" -> PLAN_STDDEV;
      default -> SKIP;
    };
  }

  private static void requireKeyColumns(Set<Integer> targets) throws InvalidRecordException {
    if (!targets.contains(USERID)
        || !targets.contains(DBID)
        || !targets.contains(QUERYID)
        || !targets.contains(StatementColumns.CALLS)) {
      throw invalid("columns", "must hold userid, dbid, queryid and calls");
    }
  }

  private static long derivedMask(Set<Integer> targets) {
    long mask = 0;
    if (targets.contains(EXEC_MEAN) && targets.contains(EXEC_STDDEV)) {
      mask |= 1L << StatementColumns.EXEC_SUM_OF_SQUARES;
    }
    if (targets.contains(PLAN_MEAN)
        && targets.contains(PLAN_STDDEV)
        && targets.contains(StatementColumns.PLANS)) {
      mask |= 1L << StatementColumns.PLAN_SUM_OF_SQUARES;
    }
    return mask;
  }
}
