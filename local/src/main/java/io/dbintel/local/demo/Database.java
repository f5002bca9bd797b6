package io.dbintel.local.demo;

import io.dbintel.ingest.config.LogsConfig;
import io.dbintel.ingest.config.Secret;
import io.dbintel.ingest.config.SignalsConfig;
import io.dbintel.ingest.config.SslMode;
import io.dbintel.ingest.config.StatementsConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.local.postgres.EmbeddedPostgresServer;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The monitored server and its two special roles. The one that monitors may read statistics and
 * nothing else. The one that checks is a superuser of its own: the statements by which it logs in
 * and looks are recorded too, and as they are the only ones of that role they can be told apart
 * exactly. Entries of both roles are left out on both sides of the comparison.
 */
final class Database implements AutoCloseable {
  private static final String MONITOR = "dbintel_monitor";
  private static final String CHECK = "dbintel_check";
  private static final String HOST = "127.0.0.1";
  private static final String NAME = "postgres";
  private static final int PASSWORD_BYTES = 16;
  private static final int FIRST_WITH_JSON = 15;

  private final EmbeddedPostgresServer server;
  private final String monitorPassword = password();
  private final String checkPassword = password();
  private final String version;

  private Database(EmbeddedPostgresServer server) {
    this.server = server;
    this.version = server.value("SHOW server_version");
  }

  static Database start(int major) {
    EmbeddedPostgresServer server = EmbeddedPostgresServer.start(major, settings(major));
    try {
      Database database = new Database(server);
      database.createRoles();
      return database;
    } catch (RuntimeException failure) {
      server.close();
      throw failure;
    }
  }

  EmbeddedPostgresServer server() {
    return server;
  }

  /** As the server says: {@code 17.5}. */
  String version() {
    return version;
  }

  /** How exported resources name the server: {@code service.instance.id}. */
  String serviceInstance() {
    return HOST + ":" + server.port();
  }

  /** The server as a target of the collector. */
  TargetConfig target(String instance, Duration interval) {
    SignalsConfig signals = SignalsConfig.defaults();
    LogsConfig logs = signals.logs().withFiles(server.dataDirectory().resolve("log") + "/*");
    return TargetConfig.of(instance, HOST, server.port(), NAME, MONITOR, Secret.of(monitorPassword))
        .withSsl(SslMode.DISABLE, Optional.empty())
        .withSignals(signals.withLogs(logs))
        .withStatements(
            StatementsConfig.defaults().withInterval(interval).withTextsMinInterval(interval));
  }

  /** The view as it is now, without the two special roles. */
  View view() {
    try (Connection connection =
        DriverManager.getConnection(server.jdbcUrl(NAME), CHECK, checkPassword)) {
      return ViewReader.read(connection, List.of(MONITOR, CHECK));
    } catch (SQLException e) {
      throw new IllegalStateException(
          "Cannot read pg_stat_statements of %s: %s".formatted(server, e.getMessage()), e);
    }
  }

  @Override
  public void close() {
    server.close();
  }

  /** A log that says what the server did, and plans of one statement in ten. */
  private static Map<String, String> settings(int major) {
    Map<String, String> settings = new HashMap<>();
    settings.put("shared_preload_libraries", "pg_stat_statements,auto_explain");
    settings.put("pg_stat_statements.track", "all");
    settings.put("logging_collector", "on");
    settings.put("log_destination", major >= FIRST_WITH_JSON ? "jsonlog" : "csvlog");
    settings.put("log_connections", "on");
    settings.put("log_lock_waits", "on");
    settings.put("log_temp_files", "0");
    settings.put("auto_explain.log_min_duration", "0");
    settings.put("auto_explain.sample_rate", "0.1");
    settings.put("auto_explain.log_format", "json");
    settings.put("auto_explain.log_analyze", "on");
    settings.put("auto_explain.log_timing", "off");
    return settings;
  }

  private void createRoles() {
    server.execute(
        "CREATE ROLE %s LOGIN PASSWORD '%s'; GRANT pg_monitor TO %s;"
                .formatted(MONITOR, monitorPassword, MONITOR)
            + " CREATE ROLE %s LOGIN SUPERUSER PASSWORD '%s'".formatted(CHECK, checkPassword));
  }

  private static String password() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
