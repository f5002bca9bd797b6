package io.dbintel.local.it;

import io.dbintel.local.Await;
import io.dbintel.local.postgres.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.postgresql.PGConnection;

/** A client of a server that is brought into a known state and stays in it until closed. */
final class ClientSession implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final EmbeddedPostgresServer server;
  private final Connection connection;
  private final long pid;
  private Thread busy;

  ClientSession(EmbeddedPostgresServer server, String database, String applicationName) {
    this(server, database, applicationName, EmbeddedPostgresServer.SUPERUSER, server.password());
  }

  ClientSession(
      EmbeddedPostgresServer server,
      String database,
      String applicationName,
      String user,
      String password) {
    this.server = server;
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", applicationName);
    try {
      connection = DriverManager.getConnection(server.jdbcUrl(database), properties);
      pid = connection.unwrap(PGConnection.class).getBackendPID();
    } catch (SQLException e) {
      throw new AssertionError("No session in " + database, e);
    }
  }

  ClientSession(EmbeddedPostgresServer server, String applicationName) {
    this(server, "postgres", applicationName);
  }

  long pid() {
    return pid;
  }

  /** Runs a statement to its end. */
  ClientSession run(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return this;
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** Runs a statement that must fail. */
  ClientSession runInVain(String sql) {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException expected) {
      return this;
    }
    throw new AssertionError("No error: " + sql);
  }

  /** Runs a statement that lasts; returns when the server shows it in this wait. */
  ClientSession runLong(String sql, String waitEventType) {
    busy =
        new Thread(
            () -> {
              try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
              } catch (SQLException closed) {
                Thread.currentThread().interrupt();
              }
            },
            "client-" + pid);
    busy.setDaemon(true);
    busy.start();
    awaitWait(waitEventType);
    return this;
  }

  private void awaitWait(String waitEventType) {
    String sql =
        ("SELECT count(*) FROM pg_stat_activity WHERE (pid = %d OR leader_pid = %d)"
                + " AND state = 'active' AND wait_event_type = '%s'")
            .formatted(pid, pid, waitEventType);
    Await.orFail(
        DEADLINE,
        () -> !server.value(sql).equals("0"),
        () -> "session " + pid + " does not wait for " + waitEventType);
  }

  @Override
  public void close() {
    try {
      if (busy != null) {
        server.execute("SELECT pg_terminate_backend(" + pid + ")");
        busy.join(DEADLINE.toMillis());
      }
      connection.close();
      Await.orFail(
          DEADLINE,
          () ->
              server.value("SELECT count(*) FROM pg_stat_activity WHERE pid = " + pid).equals("0"),
          () -> "session " + pid + " does not end");
    } catch (SQLException | InterruptedException e) {
      throw new AssertionError("Session " + pid + " cannot be closed", e);
    }
  }
}
