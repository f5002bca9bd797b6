package io.dbintel.bench.ingest;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * What clients keep open: sessions that run long statements, some that wait for one lock, and idle
 * ones as connection pools hold them, which run short statements in turn. They cost the server
 * little, so that they do not disturb what is measured. Each shows a statement of some 700
 * characters.
 */
final class ClientSessions implements AutoCloseable {
  private static final long NANOS = 1_000_000_000;
  private static final String PADDING = "x".repeat(700);

  private static final String SHORT = "SELECT 1, '" + PADDING + "'";

  private final List<Connection> connections = new ArrayList<>();
  private final List<Connection> pool = new ArrayList<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final Connection holder;
  private final Counts counts;

  /**
   * @param active run a statement or wait within it
   * @param waiting how many of the active ones wait for the lock
   * @param statements that run on the idle ones each second
   */
  record Counts(int active, int waiting, int idle, int statements) {
    @Override
    public String toString() {
      return ("%d active sessions, of which %d wait for a lock, and %d idle ones with %d short"
              + " statements a second")
          .formatted(active, waiting, idle, statements);
    }
  }

  ClientSessions(BusyServer server, Counts counts) throws SQLException {
    this.counts = counts;
    holder = server.connect();
    holder.setAutoCommit(false);
    execute(holder, "LOCK TABLE orders IN ACCESS EXCLUSIVE MODE");
    for (int n = 0; n < counts.idle; n++) {
      Connection connection = open(server);
      execute(connection, SHORT);
      pool.add(connection);
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
    if (counts.statements > 0 && counts.idle > 0) {
      var unused =
          timer.scheduleAtFixedRate(
              new Turns(), 0, NANOS / counts.statements, TimeUnit.NANOSECONDS);
    }
  }

  /** Each time the connection that was idle for the longest runs a statement. */
  private final class Turns implements Runnable {
    private int turn;

    @Override
    public void run() {
      ClientSessions.run(pool.get(turn++ % pool.size()), SHORT);
    }
  }

  @Override
  public String toString() {
    return counts.toString();
  }

  @Override
  public void close() throws SQLException {
    timer.shutdownNow();
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
