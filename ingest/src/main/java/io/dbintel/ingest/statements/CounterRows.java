package io.dbintel.ingest.statements;

import io.dbintel.ingest.collect.Names;
import io.dbintel.ingest.postgres.Micros;
import io.dbintel.schemas.statements.RowKeys;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.postgresql.PGStatement;

/**
 * The counters of one read of {@code pg_stat_statements(false)}: whatever columns the function
 * returns, the text left out.
 *
 * @param columns names as the server gives them
 * @param rows values in the order of the columns: Long, Double, Boolean, String or null
 * @param hashes {@link RowKeys#hash} of each row
 * @param hidden rows left out because their queryid is not visible to the role
 * @param limited whether there were more rows than the limit
 */
record CounterRows(
    List<String> columns, List<Object[]> rows, long[] hashes, int hidden, boolean limited) {
  private static final String TEXT_COLUMN = "query";
  private static final int FETCH_ROWS = 2_000;

  /**
   * Numbers as they are: printing them is almost half of what the server would spend. The driver
   * keeps the prepared statement, whose columns change with the version of the extension: so the
   * version is part of the text.
   */
  private static final int BINARY_AT_ONCE = -1;

  /** Types of numbers, flags and times, which hold no text. */
  private static final Set<String> VALUE_TYPES =
      Set.of("int8", "int4", "int2", "oid", "float8", "float4", "bool", "timestamptz", "numeric");

  /**
   * @param valuesOnly leaves out every column that may hold text, which could be personal
   */
  static CounterRows read(Connection connection, ServerFacts facts, int maxRows, boolean valuesOnly)
      throws SQLException {
    String sql =
        "SELECT * FROM "
            + facts.qualified("pg_stat_statements(false)")
            + " WHERE userid <> "
            + facts.roleOid()
            + " LIMIT "
            + (maxRows + 1L)
            + (" /* " + facts.extensionVersion().replaceAll("[^0-9.]", "") + " */");
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.unwrap(PGStatement.class).setPrepareThreshold(BINARY_AT_ONCE);
      statement.setFetchSize(FETCH_ROWS);
      try (ResultSet result = statement.executeQuery()) {
        return of(result, maxRows, valuesOnly);
      }
    }
  }

  /** The rows of a result that has the columns of the function. */
  static CounterRows of(ResultSet result, int maxRows, boolean valuesOnly) throws SQLException {
    return new Reader(result, valuesOnly).read(maxRows);
  }

  long userid(int row) {
    return oid(row, "userid");
  }

  long dbid(int row) {
    return oid(row, "dbid");
  }

  /** Whether a row has a role or database without a name. */
  boolean hasUnnamed(Names names) {
    for (int row = 0; row < rows.size(); row++) {
      if (!names.know(userid(row), dbid(row))) {
        return true;
      }
    }
    return false;
  }

  private long oid(int row, String column) {
    return (Long) rows.get(row)[columns.indexOf(column)];
  }

  /** Reads one result: the places of the columns are found once. */
  private static final class Reader {
    private final ResultSet result;
    private final List<String> columns = new ArrayList<>();
    private final List<Integer> places = new ArrayList<>();
    private final List<String> types = new ArrayList<>();

    Reader(ResultSet result, boolean valuesOnly) throws SQLException {
      this.result = result;
      ResultSetMetaData metaData = result.getMetaData();
      for (int place = 1; place <= metaData.getColumnCount(); place++) {
        String type = metaData.getColumnTypeName(place);
        boolean left = valuesOnly && !VALUE_TYPES.contains(type);
        if (!left && !metaData.getColumnName(place).equals(TEXT_COLUMN)) {
          columns.add(metaData.getColumnName(place));
          places.add(place);
          types.add(type);
        }
      }
    }

    CounterRows read(int maxRows) throws SQLException {
      List<Object[]> rows = new ArrayList<>();
      long[] hashes = new long[1024];
      int hidden = 0;
      boolean limited = false;
      int userid = columns.indexOf("userid");
      int dbid = columns.indexOf("dbid");
      int toplevel = columns.indexOf("toplevel");
      int queryid = columns.indexOf("queryid");
      while (result.next()) {
        if (rows.size() + hidden == maxRows) {
          limited = true;
          break;
        }
        Object[] row = row();
        if (row[queryid] == null) {
          hidden++;
          continue;
        }
        if (rows.size() == hashes.length) {
          hashes = Arrays.copyOf(hashes, hashes.length * 2);
        }
        hashes[rows.size()] =
            RowKeys.hash(
                ((Long) row[userid]).intValue(),
                ((Long) row[dbid]).intValue(),
                toplevel < 0 || (Boolean) row[toplevel],
                (Long) row[queryid]);
        rows.add(row);
      }
      return new CounterRows(
          List.copyOf(columns), rows, Arrays.copyOf(hashes, rows.size()), hidden, limited);
    }

    private Object[] row() throws SQLException {
      Object[] row = new Object[places.size()];
      for (int i = 0; i < row.length; i++) {
        row[i] = value(places.get(i), types.get(i));
      }
      return row;
    }

    private Object value(int place, String type) throws SQLException {
      Object value =
          switch (type) {
            case "int8", "int4", "int2", "oid" -> result.getLong(place);
            case "float8", "float4" -> result.getDouble(place);
            case "bool" -> result.getBoolean(place);
            case "timestamptz" -> Micros.read(result, place);
            case "numeric" -> number(result.getBigDecimal(place));
            default -> result.getString(place);
          };
      return result.wasNull() ? null : value;
    }

    /** A whole number as Long; what has a fraction, or is out of range, as Double. */
    private static Object number(BigDecimal value) {
      if (value == null) {
        return null;
      }
      BigInteger whole = value.setScale(0, RoundingMode.DOWN).toBigInteger();
      boolean exact = value.compareTo(new BigDecimal(whole)) == 0 && whole.bitLength() < 64;
      return exact ? (Object) whole.longValue() : (Object) value.doubleValue();
    }
  }
}
