package io.dbintel.bench.ingest;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The peer: at the same intervals it reads all of pg_stat_statements with its texts, and all
 * sessions with pg_blocking_pids for each row.
 */
final class NaiveReceiver implements AutoCloseable {
  private static final String SESSIONS =
      "SELECT a.*, pg_blocking_pids(a.pid) AS blockers FROM pg_stat_activity a"
          + " WHERE a.state <> 'idle' AND a.pid <> pg_backend_pid()";
  private static final String STATEMENTS = "SELECT * FROM pg_stat_statements";

  private final Connection connection;
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private volatile SQLException failure;

  NaiveReceiver(BusyServer server, String role, Duration sessions, Duration statements)
      throws SQLException {
    connection = server.connect(role);
    at(sessions, SESSIONS);
    at(statements, STATEMENTS);
  }

  /**
   * @throws SQLException when a query has failed, which makes the comparison worthless
   */
  void check() throws SQLException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void close() throws SQLException {
    timer.shutdownNow();
    connection.close();
  }

  private void at(Duration interval, String sql) {
    var unused =
        timer.scheduleAtFixedRate(
            () -> read(sql), interval.toMillis() / 2, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void read(String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        rows.getObject(1);
      }
    } catch (SQLException broken) {
      failure = broken;
    }
  }
}
