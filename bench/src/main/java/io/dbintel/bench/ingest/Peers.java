package io.dbintel.bench.ingest;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs each {@link Peer} at its interval, on a connection of its own, as plain JDBC does it. */
final class Peers implements AutoCloseable {
  private final List<Connection> connections = new ArrayList<>();
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private volatile SQLException failure;

  Peers(BusyServer server) throws SQLException {
    int turn = 0;
    for (Peer peer : Peer.values()) {
      Connection connection = server.connect(peer.role());
      connections.add(connection);
      long millis = peer.interval().toMillis();
      long delay = millis * ++turn / (Peer.values().length + 1);
      var unused =
          timer.scheduleAtFixedRate(
              () -> read(connection, peer.sql()), delay, millis, TimeUnit.MILLISECONDS);
    }
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
    for (Connection connection : connections) {
      connection.close();
    }
  }

  private void read(Connection connection, String sql) {
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
