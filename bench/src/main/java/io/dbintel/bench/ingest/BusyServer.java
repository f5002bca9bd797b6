package io.dbintel.bench.ingest;

import io.dbintel.ingest.config.Secret;
import io.dbintel.ingest.config.SslMode;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.local.postgres.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A real server with many statements tracked, and roles that may read statistics only. */
final class BusyServer implements AutoCloseable {
  static final String DATABASE = "postgres";

  private static final String PASSWORD = "bench";
  private static final int COLUMNS = 40;

  private final EmbeddedPostgresServer server;

  private BusyServer(EmbeddedPostgresServer server) {
    this.server = server;
  }

  static BusyServer start(int major, int statements, List<String> monitors) throws SQLException {
    EmbeddedPostgresServer server =
        EmbeddedPostgresServer.start(
            major,
            Map.of(
                "max_connections", "700",
                "pg_stat_statements.max", "10000",
                "pg_stat_statements.track", "all",
                "track_io_timing", "on"));
    BusyServer busy = new BusyServer(server);
    for (String role : monitors) {
      server.execute(
          "CREATE ROLE %s LOGIN PASSWORD '%s'; GRANT pg_monitor TO %s"
              .formatted(role, PASSWORD, role));
    }
    busy.track(statements);
    return busy;
  }

  Connection connect(String role) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl(DATABASE), role, PASSWORD);
  }

  Connection connect() throws SQLException {
    return server.connect(DATABASE);
  }

  TargetConfig target(String instance, String role) {
    return TargetConfig.of(
            instance, "127.0.0.1", server.port(), DATABASE, role, Secret.of(PASSWORD))
        .withSsl(SslMode.DISABLE, Optional.empty());
  }

  int port() {
    return server.port();
  }

  String password() {
    return PASSWORD;
  }

  EmbeddedPostgresServer server() {
    return server;
  }

  @Override
  public void close() {
    server.close();
  }

  /** Runs statements of different structure, each a few hundred characters long. */
  private void track(int statements) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE orders (id int, " + columns() + ")");
      for (int n = 0; n < statements; n++) {
        statement.execute(text(n));
      }
    }
  }

  private static String columns() {
    StringBuilder columns = new StringBuilder();
    for (int column = 0; column < COLUMNS; column++) {
      columns.append(column == 0 ? "" : ", ").append("attribute_").append(column).append(" int");
    }
    return columns.toString();
  }

  /** The bits of the number choose the columns. */
  private static String text(int n) {
    StringBuilder text = new StringBuilder("SELECT o.id");
    for (int bit = 0; bit < 14; bit++) {
      int column = (n >> bit & 1) == 1 ? bit : bit + 20;
      text.append(", o.attribute_").append(column).append(" AS value_").append(bit);
    }
    return text.append(" FROM orders o WHERE o.id = 7 AND o.attribute_1 > 5").toString();
  }
}
