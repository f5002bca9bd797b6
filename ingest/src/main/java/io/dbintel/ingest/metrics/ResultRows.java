package io.dbintel.ingest.metrics;

import io.dbintel.ingest.catalogue.CatalogueQuery;
import io.dbintel.ingest.catalogue.OutputColumn;
import io.dbintel.ingest.postgres.Micros;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rows of an entry, in the order of its declared columns.
 *
 * @param limited whether there were more rows than the limit
 * @param undeclared columns of the result that the catalogue does not know
 */
record ResultRows(List<List<Object>> rows, boolean limited, int undeclared) {
  /** No name, and no value of a setting that leaves the server, is that long. */
  private static final int MOST_CHARACTERS = 1024;

  /**
   * @throws WrongResultException when a declared column is absent or not of its kind
   */
  static ResultRows read(ResultSet result, CatalogueQuery query)
      throws SQLException, WrongResultException {
    Map<String, Integer> positions = positions(result.getMetaData());
    List<Reader> readers = new ArrayList<>();
    for (OutputColumn output : query.outputs()) {
      Integer position = positions.remove(output.name());
      if (position == null) {
        throw new WrongResultException("missing_column:" + output.name());
      }
      readers.add(reader(output, result.getMetaData().getColumnType(position), position));
    }
    Integer rest = query.addsUpRest() ? positions.remove(CatalogueQuery.REST) : null;
    List<List<Object>> rows = new ArrayList<>();
    boolean limited = false;
    while (result.next()) {
      boolean addedUp = rest != null && result.getLong(rest) > 0;
      limited |= addedUp || rows.size() >= query.maxRows();
      if (keeps(query, rows.size(), addedUp)) {
        rows.add(row(result, readers));
      }
    }
    return new ResultRows(rows, limited, positions.size());
  }

  private static boolean keeps(CatalogueQuery query, int have, boolean addedUp) {
    return addedUp
        ? query.outputs().stream().anyMatch(OutputColumn::addsUp)
        : have < query.maxRows();
  }

  private static Map<String, Integer> positions(ResultSetMetaData columns) throws SQLException {
    Map<String, Integer> positions = new HashMap<>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      positions.putIfAbsent(columns.getColumnLabel(i), i);
    }
    return positions;
  }

  private static List<Object> row(ResultSet result, List<Reader> readers) throws SQLException {
    List<Object> row = new ArrayList<>(readers.size());
    for (Reader reader : readers) {
      row.add(reader.read(result));
    }
    return row;
  }

  private static Reader reader(OutputColumn output, int type, int position)
      throws WrongResultException {
    boolean moment = type == Types.TIMESTAMP || type == Types.TIMESTAMP_WITH_TIMEZONE;
    boolean number = number(type);
    boolean fits =
        switch (output.column().kind()) {
          case COUNTER, GAUGE, SUM -> number;
          case TIME, RESET -> moment;
          case IDENTITY, INFO -> true;
        };
    if (!fits) {
      throw new WrongResultException("wrong_type:" + output.name());
    }
    if (moment) {
      return result -> Micros.read(result, position);
    }
    if (number) {
      return result -> number(result, position);
    }
    if (type == Types.BIT || type == Types.BOOLEAN) {
      return result -> flag(result, position);
    }
    return result -> cut(result.getString(position));
  }

  private static boolean number(int type) {
    return switch (type) {
      case Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.REAL, Types.DOUBLE ->
          true;
      default -> false;
    };
  }

  private static Object number(ResultSet result, int position) throws SQLException {
    Object value = result.getObject(position);
    if (value instanceof BigDecimal exact) {
      return integral(exact) ? (Object) exact.longValueExact() : (Object) exact.doubleValue();
    }
    if (value instanceof Float || value instanceof Double) {
      double number = ((Number) value).doubleValue();
      return Double.isFinite(number) ? number : null;
    }
    return value == null ? null : ((Number) value).longValue();
  }

  private static boolean integral(BigDecimal exact) {
    BigDecimal plain = exact.stripTrailingZeros();
    return plain.scale() <= 0 && plain.precision() - plain.scale() <= 18;
  }

  private static Boolean flag(ResultSet result, int position) throws SQLException {
    boolean value = result.getBoolean(position);
    return result.wasNull() ? null : value;
  }

  private static String cut(String text) {
    return text == null || text.length() <= MOST_CHARACTERS
        ? text
        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, MOST_CHARACTERS)));
  }

  /** Reads the value of one column of the current row. */
  @FunctionalInterface
  private interface Reader {
    Object read(ResultSet result) throws SQLException;
  }

  /** A result that is not what the catalogue declares; the message is the reason. */
  static final class WrongResultException extends Exception {
    private static final long serialVersionUID = 1L;

    WrongResultException(String reason) {
      super(reason);
    }
  }
}
