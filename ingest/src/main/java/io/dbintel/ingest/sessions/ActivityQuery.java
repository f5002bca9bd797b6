package io.dbintel.ingest.sessions;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.postgresql.PGStatement;

/**
 * The query of a tick, planned once for each connection. Sorting and counting is done here and not
 * by the server, as long as all sessions fit.
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

  /** Always one row, for the times; blockers of those who were asked the last time. */
  private static final String SQL =
      """
      SELECT statement_timestamp(), a.*,
             CASE WHEN a.wait_event_type = 'Lock' AND a.pid = ANY (?::int[])
               THEN clock_timestamp() END,
             CASE WHEN a.wait_event_type = 'Lock' AND a.pid = ANY (?::int[])
               THEN pg_catalog.pg_blocking_pids(a.pid) END,
             clock_timestamp()
      FROM (SELECT 1) AS always LEFT JOIN (
      %s) AS a ON true
      """;

  private static final String COLUMNS =
      """
      a.pid, a.leader_pid, a.datid, a.usesysid, a.application_name, a.client_addr,
      a.backend_type, a.state, a.wait_event_type, a.wait_event, %s AS query_id,
      a.backend_start, a.xact_start, a.query_start, a.state_change,
      age(a.backend_xid) AS xid_age, age(a.backend_xmin) AS xmin_age, a.query""";

  private static final String FILTER =
      """
      a.pid <> pg_backend_pid()
        AND coalesce(a.backend_type, '') <> 'walsender'
        AND CASE
              WHEN a.state IS NOT NULL THEN a.state <> 'idle'
              WHEN a.backend_type IS NULL THEN true
              ELSE a.backend_type <> 'client backend'
                   AND coalesce(a.wait_event_type, '') NOT IN ('Activity', 'Extension')
            END
        AND NOT coalesce(
              a.usesysid = %d AND a.application_name = current_setting('application_name'),
              false)""";

  private final ActivityForm form;
  private final int maxRows;
  private final String sql;

  /**
   * @param major version of the server
   * @param roleOid of the collector's role
   * @param maxRows most sessions that are read one by one
   */
  ActivityQuery(ActivityForm form, int major, long roleOid, int maxRows) {
    this.form = form;
    this.maxRows = maxRows;
    String columns = COLUMNS.formatted(major >= QUERY_ID_SINCE ? "a.query_id" : "NULL::bigint");
    sql = SQL.formatted(form.select(columns, FILTER.formatted(roleOid), maxRows));
  }

  /** Makes a new connection keep the plan: the pids that are asked for do not change it. */
  static Void keepPlans(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET plan_cache_mode = force_generic_plan");
    }
    return null;
  }

  /**
   * @param waiters pids that are asked for whom they wait, if they still do
   * @param last what the tick before knew of the same server
   */
  Sample read(Connection connection, List<Long> waiters, LastSeen last) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      // The columns are named one by one, so a plan that is kept cannot get a wrong type.
      statement.unwrap(PGStatement.class).setPrepareThreshold(FROM_THE_FIRST_TIME);
      Array asked = pids(connection, waiters);
      statement.setArray(1, asked);
      statement.setArray(2, asked);
      if (form.comparesWithLast()) {
        statement.setObject(3, last.at());
        statement.setObject(4, last.at());
        statement.setArray(5, pids(connection, last.pids()));
      }
      try (ResultSet result = statement.executeQuery()) {
        return new ActivityRows(result, form.counts()).read(maxRows);
      }
    }
  }

  private static Array pids(Connection connection, List<Long> pids) throws SQLException {
    return connection.createArrayOf("int4", pids.toArray());
  }
}
