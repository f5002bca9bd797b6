package io.dbintel.local.fingerprints;

import io.dbintel.local.postgres.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;

/** Reads what the server says of the statements of {@link Session#ROLE}; logs nothing itself. */
final class Observer implements AutoCloseable {
  private static final int FIRST_WITH_QUERY_ID = 14;

  private final Connection connection;
  private final PreparedStatement activity;
  private final PreparedStatement statements;
  private final PreparedStatement reset;

  Observer(EmbeddedPostgresServer server) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", EmbeddedPostgresServer.SUPERUSER);
    properties.setProperty("password", server.password());
    properties.setProperty(
        "options", "-c log_min_duration_statement=-1 -c auto_explain.log_min_duration=-1");
    connection = DriverManager.getConnection(server.jdbcUrl("postgres"), properties);
    String queryId = server.major() < FIRST_WITH_QUERY_ID ? "0" : "coalesce(query_id, 0)";
    activity =
        connection.prepareStatement(
            "SELECT query, %s FROM pg_stat_activity WHERE pid = ?".formatted(queryId));
    statements =
        connection.prepareStatement(
            "SELECT queryid, query FROM pg_stat_statements WHERE userid = '%s'::regrole"
                .formatted(Session.ROLE));
    reset = connection.prepareStatement("SELECT pg_stat_statements_reset()");
  }

  /** The last statement of a backend. */
  Activity activity(int backend) throws SQLException {
    activity.setInt(1, backend);
    try (ResultSet row = activity.executeQuery()) {
      row.next();
      return new Activity(row.getString(1), row.getLong(2));
    }
  }

  /** The texts of pg_stat_statements by queryid. */
  Map<Long, List<String>> statements() throws SQLException {
    Map<Long, List<String>> texts = new TreeMap<>();
    try (ResultSet row = statements.executeQuery()) {
      while (row.next()) {
        texts.computeIfAbsent(row.getLong(1), id -> new ArrayList<>()).add(row.getString(2));
      }
    }
    return texts;
  }

  /** Empties pg_stat_statements. */
  void forget() throws SQLException {
    reset.execute();
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  record Activity(String query, long queryId) {}
}
