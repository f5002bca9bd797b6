package io.dbintel.local.demo;

import io.dbintel.schemas.statements.StatementColumn;
import io.dbintel.schemas.statements.StatementColumns;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads pg_stat_statements as PostgreSQL shows it, with plain JDBC and none of the collector's
 * code: the two must not share a mistake.
 */
final class ViewReader {
  private ViewReader() {}

  /** Every entry but those of the roles that are left out. */
  static View read(Connection connection, List<String> excludedRoles) throws SQLException {
    List<Long> excluded = new ArrayList<>();
    try (Statement statement = connection.createStatement()) {
      for (String role : excludedRoles) {
        try (ResultSet oid =
            statement.executeQuery("SELECT oid FROM pg_roles WHERE rolname = '" + role + "'")) {
          oid.next();
          excluded.add(oid.getLong(1));
        }
      }
      try (ResultSet result = statement.executeQuery("SELECT * FROM pg_stat_statements(false)")) {
        return read(result, excluded);
      }
    }
  }

  private static View read(ResultSet result, List<Long> excluded) throws SQLException {
    Map<String, StatementColumn> columns = new HashMap<>();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      String name = result.getMetaData().getColumnName(i);
      Optional<StatementColumn> known = StatementColumns.named(name);
      known.filter(StatementColumn::counted).ifPresent(column -> columns.put(name, column));
    }
    boolean hasToplevel = has(result, "toplevel");
    Map<StatementKey, Counters> rows = new HashMap<>();
    while (result.next()) {
      StatementKey key =
          new StatementKey(
              result.getLong("userid"),
              result.getLong("dbid"),
              !hasToplevel || result.getBoolean("toplevel"),
              result.getLong("queryid"));
      if (!excluded.contains(key.userid())) {
        rows.put(key, counters(result, columns));
      }
    }
    List<Integer> ordinals =
        new ArrayList<>(columns.values().stream().map(StatementColumn::ordinal).sorted().toList());
    ordinals.add(StatementColumns.EXEC_SUM_OF_SQUARES);
    ordinals.add(StatementColumns.PLAN_SUM_OF_SQUARES);
    return new View(rows, ordinals, excluded);
  }

  private static Counters counters(ResultSet result, Map<String, StatementColumn> columns)
      throws SQLException {
    Counters counters = new Counters();
    for (Map.Entry<String, StatementColumn> column : columns.entrySet()) {
      int ordinal = column.getValue().ordinal();
      if (column.getValue().isDouble()) {
        counters.add(ordinal, result.getDouble(column.getKey()));
      } else {
        BigDecimal value = result.getBigDecimal(column.getKey());
        counters.add(ordinal, value.longValueExact());
      }
    }
    counters.add(
        StatementColumns.EXEC_SUM_OF_SQUARES,
        sumOfSquares(result, "calls", "mean_exec_time", "stddev_exec_time"));
    counters.add(
        StatementColumns.PLAN_SUM_OF_SQUARES,
        sumOfSquares(result, "plans", "mean_plan_time", "stddev_plan_time"));
    return counters;
  }

  private static double sumOfSquares(ResultSet result, String count, String mean, String deviation)
      throws SQLException {
    double m = result.getDouble(mean);
    double d = result.getDouble(deviation);
    return result.getLong(count) * (d * d + m * m);
  }

  private static boolean has(ResultSet result, String column) throws SQLException {
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      if (result.getMetaData().getColumnName(i).equals(column)) {
        return true;
      }
    }
    return false;
  }
}
