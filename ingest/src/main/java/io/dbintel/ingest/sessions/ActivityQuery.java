package io.dbintel.ingest.sessions;

import io.dbintel.ingest.postgres.Micros;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGStatement;

/**
 * The query of a tick, planned once for each connection.
 *
 * <p>A session counts when its state is not {@code idle}. Processes that have no state
 * (checkpointer, writers, workers of extensions) count unless they wait for work, which shows as a
 * wait of type {@code Activity} or, in extensions, {@code Extension}. Walsenders never count: they
 * are active for as long as they are connected. Nor do sessions of the collector: same role and
 * application name.
 */
final class ActivityQuery {
  /** PostgreSQL 14 brought query_id. */
  private static final int QUERY_ID_SINCE = 14;

  private static final int FROM_THE_FIRST_TIME = 1;

  private static final String SQL =
      """
      SELECT statement_timestamp(), s.*, clock_timestamp()
      FROM (SELECT 1) AS always
      LEFT JOIN (
        SELECT count(*) FILTER (WHERE a.backend_type IS NOT NULL) OVER () AS sessions,
               count(*) FILTER (
                 WHERE a.backend_type IS NOT NULL
                   AND coalesce(a.state, 'active') IN ('active', 'fastpath function call')
               ) OVER () AS active,
               count(*) FILTER (WHERE a.backend_type IS NULL) OVER () AS hidden,
               a.pid, a.leader_pid, a.datid::bigint, a.usesysid::bigint, a.application_name,
               host(a.client_addr), a.backend_type, a.state, a.wait_event_type, a.wait_event,
               %s,
               a.backend_start, a.xact_start, a.query_start, a.state_change,
               age(a.backend_xid), age(a.backend_xmin), a.query
        FROM pg_catalog.pg_stat_activity AS a
        WHERE a.pid <> pg_backend_pid()
          AND coalesce(a.backend_type, '') <> 'walsender'
          AND CASE
                WHEN a.state IS NOT NULL THEN a.state <> 'idle'
                WHEN a.backend_type IS NULL THEN true
                ELSE a.backend_type <> 'client backend'
                     AND coalesce(a.wait_event_type, '') NOT IN ('Activity', 'Extension')
              END
          AND NOT coalesce(
                a.usesysid = %d AND a.application_name = current_setting('application_name'),
                false)
        ORDER BY a.backend_type IS NULL, coalesce(a.xact_start, a.query_start, a.backend_start)
        LIMIT %d
      ) AS s ON true
      """;

  private final String sql;

  /**
   * @param major version of the server
   * @param roleOid of the collector's role
   * @param maxRows most sessions that are read one by one
   */
  ActivityQuery(int major, long roleOid, int maxRows) {
    sql = SQL.formatted(major >= QUERY_ID_SINCE ? "a.query_id" : "NULL::bigint", roleOid, maxRows);
  }

  Sample read(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      // The columns are named one by one, so a plan that is kept cannot get a wrong type.
      statement.unwrap(PGStatement.class).setPrepareThreshold(FROM_THE_FIRST_TIME);
      try (ResultSet result = statement.executeQuery()) {
        return read(result);
      }
    }
  }

  private static Sample read(ResultSet result) throws SQLException {
    List<ActivityRow> rows = new ArrayList<>();
    long before = 0;
    long after = 0;
    long sessions = 0;
    long active = 0;
    long hidden = 0;
    while (result.next()) {
      Columns columns = new Columns(result);
      before = columns.time();
      sessions = columns.count();
      active = columns.count();
      hidden = columns.count();
      ActivityRow row = columns.row();
      after = columns.time();
      if (row.backendType() != null) {
        rows.add(row);
      }
    }
    return new Sample(before, after, rows, sessions, active, hidden);
  }

  /** The columns of one row, from left to right. */
  private static final class Columns {
    private final ResultSet result;
    private int column;

    Columns(ResultSet result) {
      this.result = result;
    }

    ActivityRow row() throws SQLException {
      return new ActivityRow(
          count(), number(), number(), number(), text(), text(), text(), text(), text(), text(),
          number(), time(), time(), time(), time(), number(), number(), bytes());
    }

    long count() throws SQLException {
      return result.getLong(++column);
    }

    Long number() throws SQLException {
      long value = result.getLong(++column);
      return result.wasNull() ? null : value;
    }

    Long time() throws SQLException {
      return Micros.read(result, ++column);
    }

    String text() throws SQLException {
      return result.getString(++column);
    }

    byte[] bytes() throws SQLException {
      return result.getBytes(++column);
    }
  }
}
