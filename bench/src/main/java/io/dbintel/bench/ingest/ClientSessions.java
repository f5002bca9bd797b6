package io.dbintel.bench.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What clients keep open: sessions that run long statements, some that wait for one lock, and idle
 * ones as connection pools hold them. They cost the server next to nothing, so that they do not
 * disturb what is measured. Each shows a statement of some 700 characters.
 */
final class ClientSessions implements AutoCloseable {
  private static final String PADDING = "x".repeat(700);

  private final List<Connection> connections = new ArrayList<>();
  private final Connection holder;

  /**
   * @param active run a statement or wait within it
   * @param waiting how many of the active ones wait for the lock
   */
  record Counts(int active, int waiting, int idle) {
    @Override
    public String toString() {
      return "%d active sessions, of which %d wait for a lock, and %d idle ones"
          .formatted(active, waiting, idle);
    }
  }

  ClientSessions(BusyServer server, Counts counts) throws SQLException {
    holder = server.connect();
    holder.setAutoCommit(false);
    execute(holder, "LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
    for (int n = 0; n < counts.idle; n++) {
      execute(open(server), "SELECT 1, '" + PADDING + "'");
    }
    for (int n = 0; n < counts.active; n++) {
      Connection connection = open(server);
      String sql =
          n < counts.waiting
              ? "SELECT count(*) FROM orders WHERE 'note' <> '" + PADDING + "'"
              : "SELECT pg_sleep(3600), '" + PADDING + "'";
      Thread thread = new Thread(() -> run(connection, sql), "active-" + n);
      thread.setDaemon(true);
      thread.start();
    }
  }

  @Override
  public void close() throws SQLException {
    holder.close();
    for (Connection connection : connections) {
      connection.abort(Runnable::run);
    }
  }

  private Connection open(BusyServer server) throws SQLException {
    Connection connection = server.connect();
    connections.add(connection);
    return connection;
  }

  private static void run(Connection connection, String sql) {
    try {
      execute(connection, sql);
    } catch (SQLException ended) {
      System.Logger log = System.getLogger(ClientSessions.class.getName());
      log.log(System.Logger.Level.DEBUG, "A session has ended");
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
