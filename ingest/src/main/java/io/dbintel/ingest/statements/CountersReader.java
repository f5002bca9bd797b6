package io.dbintel.ingest.statements;

import com.fasterxml.jackson.core.JsonGenerator;
import io.dbintel.ingest.postgres.Micros;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.postgresql.PGStatement;

/** Reads the rows of one result, each encoded as it arrives. */
final class CountersReader {
  private static final String TEXT_COLUMN = "query";

  /** The driver holds so many rows, each value an object: this bounds what they take. */
  static final int FETCH_ROWS = 500;

  /**
   * Numbers as they are: printing them is almost half of what the server would spend. The driver
   * keeps the prepared statement, whose columns change with the version of the extension: so the
   * version is part of the text.
   */
  private static final int BINARY_AT_ONCE = -1;

  /** Types of numbers, flags and times, which hold no text. */
  private static final Set<String> VALUE_TYPES =
      Set.of("int8", "int4", "int2", "oid", "float8", "float4", "bool", "timestamptz", "numeric");

  private final ResultSet result;
  private final List<Column> columns = new ArrayList<>();

  /** A column of the result that is kept. */
  private record Column(String name, int place, String type) {}

  private CountersReader(ResultSet result, boolean valuesOnly) throws SQLException {
    this.result = result;
    ResultSetMetaData metaData = result.getMetaData();
    for (int place = 1; place <= metaData.getColumnCount(); place++) {
      String name = metaData.getColumnName(place);
      String type = metaData.getColumnTypeName(place);
      boolean left = valuesOnly && !VALUE_TYPES.contains(type);
      if (!left && !name.equals(TEXT_COLUMN)) {
        columns.add(new Column(name, place, type));
      }
    }
  }

  /**
   * The counters of pg_stat_statements.
   *
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
    try {
      return new CountersReader(result, valuesOnly).read(maxRows);
    } catch (IOException impossible) {
      throw new UncheckedIOException("Cannot encode rows in memory", impossible);
    }
  }

  private CounterRows read(int maxRows) throws SQLException, IOException {
    CounterRows rows = new CounterRows(columns.stream().map(Column::name).toList());
    int userid = place("userid");
    int dbid = place("dbid");
    int queryid = place("queryid");
    int toplevel = rows.columns().contains("toplevel") ? place("toplevel") : 0;
    while (result.next()) {
      if (rows.size() + rows.hidden() == maxRows) {
        rows.setLimited();
        break;
      }
      long id = result.getLong(queryid);
      if (result.wasNull()) {
        rows.addHidden();
        continue;
      }
      rows.addKey(
          (int) result.getLong(userid),
          (int) result.getLong(dbid),
          toplevel == 0 || result.getBoolean(toplevel),
          id);
      writeRow(rows.encoded());
    }
    return rows;
  }

  private int place(String name) {
    return columns.stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("column " + name + ": must be in the result"))
        .place();
  }

  private void writeRow(EncodedRows rows) throws SQLException, IOException {
    JsonGenerator json = rows.json();
    json.writeStartArray();
    for (Column column : columns) {
      write(json, column);
    }
    json.writeEndArray();
    rows.endRow();
  }

  private void write(JsonGenerator json, Column column) throws SQLException, IOException {
    switch (column.type()) {
      case "int8", "int4", "int2", "oid" -> writeWhole(json, result.getLong(column.place()));
      case "float8", "float4" -> writeFraction(json, result.getDouble(column.place()));
      case "bool" -> writeFlag(json, result.getBoolean(column.place()));
      case "timestamptz" -> writeTime(json, Micros.read(result, column.place()));
      case "numeric" -> writeNumber(json, result.getBigDecimal(column.place()));
      default -> json.writeString(result.getString(column.place()));
    }
  }

  private void writeWhole(JsonGenerator json, long value) throws SQLException, IOException {
    if (result.wasNull()) {
      json.writeNull();
    } else {
      json.writeNumber(value);
    }
  }

  private void writeFraction(JsonGenerator json, double value) throws SQLException, IOException {
    if (result.wasNull()) {
      json.writeNull();
    } else {
      json.writeNumber(value);
    }
  }

  private void writeFlag(JsonGenerator json, boolean value) throws SQLException, IOException {
    if (result.wasNull()) {
      json.writeNull();
    } else {
      json.writeBoolean(value);
    }
  }

  /** An infinite time is none. */
  private static void writeTime(JsonGenerator json, Long micros) throws IOException {
    if (micros == null) {
      json.writeNull();
    } else {
      json.writeNumber(micros);
    }
  }

  /** A whole number as such; what has a fraction, or is out of range, as a double. */
  private static void writeNumber(JsonGenerator json, BigDecimal value) throws IOException {
    if (value == null) {
      json.writeNull();
      return;
    }
    BigInteger whole = value.setScale(0, RoundingMode.DOWN).toBigInteger();
    if (value.compareTo(new BigDecimal(whole)) == 0 && whole.bitLength() < 64) {
      json.writeNumber(whole.longValue());
    } else {
      json.writeNumber(value.doubleValue());
    }
  }
}
