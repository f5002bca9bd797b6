package io.dbintel.local.it;

import io.dbintel.local.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Plans as a server prints them for the statements of {@link PlanStatement}. */
final class ServerPlans implements AutoCloseable {
  private final EmbeddedPostgresServer server;
  private final Connection connection;

  ServerPlans(EmbeddedPostgresServer server) throws SQLException {
    this.server = server;
    this.connection = server.connect(EmbeddedPostgresServer.SUPERUSER);
    this.connection.setAutoCommit(false);
  }

  /** What EXPLAIN prints; the statement's effects are undone. */
  String explain(PlanStatement statement, String options, String format) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (Statement sql = connection.createStatement()) {
      set(sql, statement.settings());
      String explain = "EXPLAIN (%s, FORMAT %s) ".formatted(options, format);
      sql.setEscapeProcessing(false);
      try (ResultSet result = sql.executeQuery(explain + statement.sql())) {
        while (result.next()) {
          lines.add(result.getString(1));
        }
      }
    } finally {
      connection.rollback();
    }
    return String.join("\n", lines);
  }

  /** Entries that auto_explain writes to the server's log while all statements run. */
  List<String> logged(List<PlanStatement> statements, String format)
      throws SQLException, IOException {
    long before = Files.size(server.serverLog());
    try (Statement sql = connection.createStatement()) {
      sql.execute("LOAD 'auto_explain'");
      sql.setEscapeProcessing(false);
      for (PlanStatement statement : statements) {
        set(sql, statement.settings());
        set(sql, autoExplain(format.toLowerCase(Locale.ROOT)));
        sql.execute(statement.sql());
        connection.rollback();
      }
      set(sql, autoExplain(format.toLowerCase(Locale.ROOT)));
      bound();
      connection.rollback();
    }
    return entries(before);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot leave " + server, e);
    }
  }

  private void bound() throws SQLException {
    String sql = "SELECT id FROM customers WHERE email = ? AND note <> ? AND id <> ?";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(
          1, "it's s3cr3t\n  ->  Seq Scan on s3cr3t  (cost=1.00..2.00 rows=1 width=1)");
      statement.setString(2, "s3cr3t\\");
      statement.setInt(3, 918273645);
      statement.execute();
    }
  }

  private List<String> autoExplain(String format) {
    List<String> settings = new ArrayList<>();
    for (String on :
        List.of(
            "analyze", "verbose", "buffers", "wal", "triggers", "nested_statements", "settings")) {
      settings.add("auto_explain.log_%s = on".formatted(on));
    }
    settings.add("auto_explain.log_format = " + format);
    settings.add("auto_explain.log_min_duration = 0");
    if (server.major() >= 16) {
      settings.add("auto_explain.log_parameter_max_length = -1");
    }
    return settings;
  }

  private static void set(Statement sql, List<String> settings) throws SQLException {
    for (String setting : settings) {
      sql.execute("SET LOCAL " + setting);
    }
  }

  /** Lines after the first of an entry begin with a tab. */
  private List<String> entries(long from) {
    String log;
    try {
      byte[] bytes = Files.readAllBytes(server.serverLog());
      log = new String(bytes, (int) from, bytes.length - (int) from, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(server + " has no log", e);
    }
    List<String> plans = new ArrayList<>();
    for (String entry : log.split("\n(?!\t)", -1)) {
      int duration = entry.indexOf("LOG:  duration: ");
      if (duration >= 0 && entry.contains(" ms  plan:\n")) {
        plans.add(entry.substring(duration + "LOG:  ".length()).replace("\n\t", "\n"));
      }
    }
    return plans;
  }
}
