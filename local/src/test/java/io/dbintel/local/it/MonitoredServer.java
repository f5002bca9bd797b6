package io.dbintel.local.it;

import io.dbintel.ingest.config.Secret;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.local.postgres.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Properties;

/**
 * A PostgreSQL server with a monitoring role, and an observer that leaves no traces in the view.
 */
final class MonitoredServer implements AutoCloseable {
  static final String MONITOR = "dbintel_monitor";
  static final String PASSWORD = "monitor's own password";

  private final EmbeddedPostgresServer postgres;

  private MonitoredServer(EmbeddedPostgresServer postgres) {
    this.postgres = postgres;
  }

  static MonitoredServer start(int major, Map<String, String> settings) {
    MonitoredServer server = new MonitoredServer(EmbeddedPostgresServer.start(major, settings));
    server.createRole(MONITOR);
    server.postgres.execute("GRANT pg_read_all_stats TO " + MONITOR);
    return server;
  }

  /** A standby has the roles of its primary. */
  static MonitoredServer startStandbyOf(MonitoredServer primary) {
    return startStandbyOf(primary, Map.of());
  }

  static MonitoredServer startStandbyOf(MonitoredServer primary, Map<String, String> settings) {
    return new MonitoredServer(EmbeddedPostgresServer.startStandbyOf(primary.postgres, settings));
  }

  EmbeddedPostgresServer postgres() {
    return postgres;
  }

  int major() {
    return postgres.major();
  }

  /** A role that can log in with {@link #PASSWORD} and has no more rights than any. */
  void createRole(String name) {
    postgres.execute(
        "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(name, PASSWORD.replace("'", "''")));
  }

  TargetConfig target(String instance) {
    return target(instance, MONITOR);
  }

  TargetConfig target(String instance, String role) {
    return TargetConfig.of(
        instance, "127.0.0.1", postgres.port(), "postgres", role, Secret.of(PASSWORD));
  }

  /** Runs statements as the superuser; the view counts them. */
  void run(String sql) {
    postgres.execute(sql);
  }

  /** Runs one statement several times on one connection; the view counts it. */
  void repeat(String sql, int times) {
    repeat("postgres", sql, times);
  }

  void repeat(String database, String sql, int times) {
    try (Connection connection = postgres.connect(database);
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < times; i++) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** Runs statements as the superuser without the view counting them. */
  void runUnseen(String sql) {
    try (Connection connection = observer();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(sql, e);
    }
  }

  /** What the view says now, without the monitoring role's own rows. */
  ViewRows view() {
    return view(MONITOR);
  }

  ViewRows view(String leftOutRole) {
    try (Connection connection = observer()) {
      return ViewRows.read(connection, leftOutRole);
    } catch (SQLException e) {
      throw new AssertionError("The view cannot be read", e);
    }
  }

  /** The key of the statement whose text holds this; it must be the only one. */
  StatementKey keyOf(String partOfText) {
    String sql =
        "SELECT userid, dbid, queryid FROM pg_stat_statements WHERE query LIKE '%%%s%%'"
            .formatted(partOfText);
    try (Connection connection = observer();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      if (!row.next()) {
        throw new AssertionError("No statement has the text " + partOfText);
      }
      StatementKey key = new StatementKey(row.getLong(1), row.getLong(2), true, row.getLong(3));
      if (row.next()) {
        throw new AssertionError("Several statements have the text " + partOfText);
      }
      return key;
    } catch (SQLException e) {
      throw new AssertionError("The view cannot be read", e);
    }
  }

  /**
   * A superuser's connection that pg_stat_statements does not track, its first queries included.
   */
  Connection observer() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", EmbeddedPostgresServer.SUPERUSER);
    properties.setProperty("password", postgres.password());
    properties.setProperty("options", "-c pg_stat_statements.track=none");
    return DriverManager.getConnection(postgres.jdbcUrl("postgres"), properties);
  }

  @Override
  public void close() {
    postgres.close();
  }
}
