package io.dbintel.local.it;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** Rows of the view as a record should show them, column by column, unknown columns included. */
final class WireRows {
  private static final String MICROS =
      "SELECT *, (extract(epoch FROM stats_since) * 1000000)::bigint AS stats_since_micros,"
          + " (extract(epoch FROM minmax_stats_since) * 1000000)::bigint AS minmax_micros"
          + " FROM pg_stat_statements(false)";

  private WireRows() {}

  /** Every row but the monitor's own, by {@link #key}. */
  static Map<String, Map<String, String>> ofView(MonitoredServer server) {
    String from = server.major() >= 17 ? "(" + MICROS + ") AS view" : "pg_stat_statements(false)";
    String sql =
        "SELECT * FROM %s WHERE userid <> '%s'::regrole".formatted(from, MonitoredServer.MONITOR);
    try (Connection connection = server.observer();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      Map<String, Map<String, String>> rows = new TreeMap<>();
      while (row.next()) {
        Map<String, String> values = values(row);
        rows.put(key(values), values);
      }
      return rows;
    } catch (SQLException e) {
      throw new AssertionError("The view cannot be read", e);
    }
  }

  static String key(Map<String, String> row) {
    return row.get("userid")
        + "/"
        + row.get("dbid")
        + "/"
        + row.get("toplevel")
        + "/"
        + row.get("queryid");
  }

  private static Map<String, String> values(ResultSet row) throws SQLException {
    Map<String, String> values = new TreeMap<>();
    ResultSetMetaData columns = row.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnName(i);
      switch (name) {
        case "query", "stats_since_micros", "minmax_micros" -> {}
        case "stats_since" -> values.put(name, row.getString("stats_since_micros"));
        case "minmax_stats_since" -> values.put(name, row.getString("minmax_micros"));
        default -> values.put(name, text(row, i, columns.getColumnTypeName(i)));
      }
    }
    return values;
  }

  private static String text(ResultSet row, int column, String type) throws SQLException {
    return switch (type) {
      case "float8" -> Double.toString(row.getDouble(column));
      case "bool" -> Boolean.toString(row.getBoolean(column));
      default -> row.getString(column);
    };
  }
}
