package io.dbintel.bench.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Sessions that are all active: most run long statements, a tenth waits for one lock. They cost the
 * server next to nothing, so that they do not disturb what is measured.
 */
final class ActiveSessions implements AutoCloseable {
  private static final String PADDING = "x".repeat(700);

  private final List<Connection> connections = new ArrayList<>();
  private final Connection holder;

  ActiveSessions(BusyServer server, int count) throws SQLException {
    holder = server.connect();
    holder.setAutoCommit(false);
    execute(holder, "LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
    for (int n = 0; n < count; n++) {
      Connection connection = server.connect();
      connections.add(connection);
      String sql =
          n % 10 == 0
              ? "SELECT count(*) FROM orders WHERE 'note' <> '" + PADDING + "'"
              : "SELECT pg_sleep(3600), '" + PADDING + "'";
      Thread thread = new Thread(() -> run(connection, sql), "active-" + n);
      thread.setDaemon(true);
      thread.start();
    }
  }

  int size() {
    return connections.size();
  }

  @Override
  public void close() throws SQLException {
    holder.close();
    for (Connection connection : connections) {
      connection.abort(Runnable::run);
    }
  }

  private static void run(Connection connection, String sql) {
    try {
      execute(connection, sql);
    } catch (SQLException ended) {
      System.Logger log = System.getLogger(ActiveSessions.class.getName());
      log.log(System.Logger.Level.DEBUG, "A session has ended");
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
