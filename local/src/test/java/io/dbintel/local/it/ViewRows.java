package io.dbintel.local.it;

import io.dbintel.schemas.statements.StatementColumn;
import io.dbintel.schemas.statements.StatementColumns;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What pg_stat_statements itself says at one moment. */
record ViewRows(Map<StatementKey, Values> rows) {
  static final ViewRows EMPTY = new ViewRows(Map.of());

  /** All rows but those of one role. */
  static ViewRows read(Connection superuser, String leftOut) throws SQLException {
    String sql =
        "SELECT * FROM pg_stat_statements(false) WHERE userid <> '%s'::regrole".formatted(leftOut);
    Map<StatementKey, Values> rows =
        new TreeMap<>(
            Comparator.comparingLong(StatementKey::queryid)
                .thenComparingLong(StatementKey::dbid)
                .thenComparingLong(StatementKey::userid)
                .thenComparing(StatementKey::toplevel));
    try (Statement statement = superuser.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      boolean hasToplevel = has(row.getMetaData(), "toplevel");
      while (row.next()) {
        StatementKey key =
            new StatementKey(
                row.getLong("userid"),
                row.getLong("dbid"),
                !hasToplevel || row.getBoolean("toplevel"),
                row.getLong("queryid"));
        rows.put(key, values(row));
      }
    }
    return new ViewRows(rows);
  }

  private static Values values(ResultSet row) throws SQLException {
    Values values = new Values();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      Optional<StatementColumn> column = StatementColumns.named(row.getMetaData().getColumnName(i));
      if (column.isEmpty() || !column.get().counted()) {
        continue;
      }
      if (column.get().isDouble()) {
        values.setDouble(column.get().ordinal(), row.getDouble(i));
      } else {
        values.setInteger(column.get().ordinal(), row.getBigDecimal(i).longValueExact());
      }
    }
    values.setDouble(StatementColumns.EXEC_SUM_OF_SQUARES, sumOfSquares(row, "calls", "exec"));
    values.setDouble(StatementColumns.PLAN_SUM_OF_SQUARES, sumOfSquares(row, "plans", "plan"));
    return values;
  }

  private static double sumOfSquares(ResultSet row, String count, String kind) throws SQLException {
    double mean = row.getDouble("mean_" + kind + "_time");
    double deviation = row.getDouble("stddev_" + kind + "_time");
    return row.getLong(count) * (deviation * deviation + mean * mean);
  }

  private static boolean has(ResultSetMetaData metaData, String column) throws SQLException {
    for (int i = 1; i <= metaData.getColumnCount(); i++) {
      if (metaData.getColumnName(i).equals(column)) {
        return true;
      }
    }
    return false;
  }
}
