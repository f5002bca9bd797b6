package io.dbintel.ingest.sessions;

import io.dbintel.ingest.postgres.Micros;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads what {@link ActivityQuery} answers, each row from left to right. */
final class ActivityRows {
  private static final Comparator<ActivityRow> LONGEST_FIRST =
      Comparator.comparing(ActivityRow::since, Comparator.nullsLast(Comparator.naturalOrder()));

  private final ResultSet result;
  private final boolean counted;
  private final List<ActivityRow> rows = new ArrayList<>();
  private final Map<Long, List<Long>> blockers = new LinkedHashMap<>();
  private int column;
  private long before;
  private long after;
  private long sessions;
  private long active;
  private long hidden;
  private long blockersMicros;

  /**
   * @param counted whether the server has counted; else what comes is what there is
   */
  ActivityRows(ResultSet result, boolean counted) {
    this.result = result;
    this.counted = counted;
  }

  /** At most this many rows; more than these mean that not all sessions have come. */
  Sample read(int maxRows) throws SQLException {
    int received = 0;
    while (result.next()) {
      received++;
      next();
    }
    boolean fits = counted ? sessions + hidden <= maxRows : received <= maxRows;
    rows.sort(LONGEST_FIRST);
    return new Sample(
        before,
        after,
        rows,
        sessions,
        active,
        hidden,
        fits,
        new Blockers(blockers, blockersMicros));
  }

  private void next() throws SQLException {
    column = 0;
    before = time();
    ActivityRow row = row();
    if (counted) {
      sessions = count();
      active = count();
      hidden = count();
    }
    Long asked = time();
    List<Long> pids = BlockersQuery.distinct(result.getArray(++column));
    Long answered = time();
    after = answered;
    if (asked != null) {
      blockers.put(row.pid(), pids);
      blockersMicros += Math.max(0, answered - asked);
    }
    take(row);
  }

  /** A session of which the role may not see the kind is only counted; no session has pid 0. */
  private void take(ActivityRow row) {
    if (row.backendType() != null) {
      rows.add(row);
    }
    if (counted || row.pid() == 0) {
      return;
    }
    if (row.backendType() == null) {
      hidden++;
    } else {
      sessions++;
      active += row.active() ? 1 : 0;
    }
  }

  private ActivityRow row() throws SQLException {
    return new ActivityRow(
        count(), number(), number(), number(), text(), text(), text(), text(), text(), text(),
        number(), time(), time(), time(), time(), number(), number(), bytes());
  }

  private long count() throws SQLException {
    return result.getLong(++column);
  }

  private Long number() throws SQLException {
    long value = result.getLong(++column);
    return result.wasNull() ? null : value;
  }

  private Long time() throws SQLException {
    return Micros.read(result, ++column);
  }

  private String text() throws SQLException {
    return result.getString(++column);
  }

  private byte[] bytes() throws SQLException {
    return result.getBytes(++column);
  }
}
