package io.dbintel.schemas.statements;

import static io.dbintel.schemas.json.JsonInput.booleanValue;
import static io.dbintel.schemas.json.JsonInput.checkSize;
import static io.dbintel.schemas.json.JsonInput.doubleValue;
import static io.dbintel.schemas.json.JsonInput.expectArray;
import static io.dbintel.schemas.json.JsonInput.expectEnd;
import static io.dbintel.schemas.json.JsonInput.expectObject;
import static io.dbintel.schemas.json.JsonInput.intValue;
import static io.dbintel.schemas.json.JsonInput.invalid;
import static io.dbintel.schemas.json.JsonInput.longValue;
import static io.dbintel.schemas.json.JsonInput.missing;
import static io.dbintel.schemas.json.JsonInput.oid;
import static io.dbintel.schemas.json.JsonInput.stringValue;
import static io.dbintel.schemas.json.JsonInput.unreadable;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.json.Json;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;

/**
 * Reads records of {@code dbintel.statement-intervals}: for consumers, checks and tests.
 *
 * <p>{@code columns} must come before {@code rows} and begin with the key columns. Unknown fields
 * and the values of unknown columns are skipped.
 */
public final class IntervalChunkReader {
  private static final int MAX_BYTES = Topic.STATEMENT_INTERVALS.maxMessageBytes();
  private static final List<String> KEYS = IntervalChunkWriter.KEY_COLUMNS;
  private static final int UNKNOWN = -1;

  private IntervalChunkReader() {}

  /**
   * @throws InvalidRecordException with a message that never quotes the payload
   */
  public static IntervalChunk read(byte[] record) throws InvalidRecordException {
    checkSize(record, MAX_BYTES);
    try (JsonParser in = Json.factory().createParser(record)) {
      in.nextToken();
      expectObject(in, "record");
      IntervalChunk chunk = readFields(in);
      expectEnd(in);
      return chunk;
    } catch (IOException failure) {
      throw unreadable(failure);
    }
  }

  private static IntervalChunk readFields(JsonParser in)
      throws IOException, InvalidRecordException {
    IntervalHeaderReader header = new IntervalHeaderReader();
    List<Integer> ordinals = null;
    List<IntervalChunk.Row> rows = null;
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String field = in.currentName();
      in.nextToken();
      if (header.accept(field, in)) {
        continue;
      }
      switch (field) {
        case "columns" -> {
          requireAbsent(ordinals, field);
          ordinals = readColumns(in);
        }
        case "rows" -> {
          requireAbsent(rows, field);
          rows = readRows(in, ordinals);
        }
        default -> in.skipChildren();
      }
    }
    if (ordinals == null || rows == null) {
      throw missing("columns and rows");
    }
    return new IntervalChunk(header.finish(), mask(ordinals), rows);
  }

  private static void requireAbsent(Object earlier, String field) throws InvalidRecordException {
    if (earlier != null) {
      throw invalid(field, "stands twice in the record");
    }
  }

  /** Ordinals of the counters that follow the key columns. */
  private static List<Integer> readColumns(JsonParser in)
      throws IOException, InvalidRecordException {
    expectArray(in, "columns");
    List<String> names = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      names.add(stringValue(in, "columns"));
    }
    if (names.size() < KEYS.size() || !names.subList(0, KEYS.size()).equals(KEYS)) {
      throw invalid("columns", "must begin with " + String.join(", ", KEYS));
    }
    if (new HashSet<>(names).size() != names.size()) {
      throw invalid("columns", "a column is named twice");
    }
    return names.subList(KEYS.size(), names.size()).stream()
        .map(name -> StatementColumns.named(name).map(StatementColumn::ordinal).orElse(UNKNOWN))
        .toList();
  }

  private static long mask(List<Integer> ordinals) {
    long mask = 0;
    for (int ordinal : ordinals) {
      mask |= ordinal == UNKNOWN ? 0 : 1L << ordinal;
    }
    return mask;
  }

  private static List<IntervalChunk.Row> readRows(JsonParser in, List<Integer> ordinals)
      throws IOException, InvalidRecordException {
    if (ordinals == null) {
      throw invalid("rows", "must come after columns");
    }
    expectArray(in, "rows");
    List<IntervalChunk.Row> rows = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      expectArray(in, "rows[]");
      rows.add(readRow(in, ordinals));
    }
    return rows;
  }

  private static IntervalChunk.Row readRow(JsonParser in, List<Integer> ordinals)
      throws IOException, InvalidRecordException {
    in.nextToken();
    long userid = oid(in, "userid");
    in.nextToken();
    long dbid = oid(in, "dbid");
    in.nextToken();
    boolean toplevel = booleanValue(in, "toplevel");
    in.nextToken();
    long queryid = longValue(in, "queryid");
    in.nextToken();
    long start = longValue(in, "start");
    in.nextToken();
    int flags = intValue(in, "flags");
    if (flags < 0) {
      throw invalid("flags", "must be 0 or more");
    }
    Long[] deltas = new Long[StatementColumns.COUNTERS];
    Arrays.fill(deltas, 0L);
    for (int ordinal : ordinals) {
      if (in.nextToken() == JsonToken.END_ARRAY) {
        throw invalid("rows[]", "fewer values than columns");
      }
      if (ordinal == UNKNOWN) {
        in.skipChildren();
      } else {
        deltas[ordinal] = readDelta(in, StatementColumns.counter(ordinal));
      }
    }
    if (in.nextToken() != JsonToken.END_ARRAY) {
      throw invalid("rows[]", "more values than columns");
    }
    return new IntervalChunk.Row(
        userid, dbid, toplevel, queryid, start, flags, Arrays.asList(deltas));
  }

  /** Raw bits. Only what is computed from rounded columns may be a hair below zero. */
  private static long readDelta(JsonParser in, StatementColumn column)
      throws IOException, InvalidRecordException {
    if (!column.isDouble()) {
      long value = longValue(in, column.name());
      requireCounter(column, value >= 0);
      return value;
    }
    double value = doubleValue(in, column.name());
    requireCounter(column, value >= 0 || column.kind() == StatementColumn.Kind.DERIVED);
    return Double.doubleToRawLongBits(value);
  }

  private static void requireCounter(StatementColumn column, boolean valid)
      throws InvalidRecordException {
    if (!valid) {
      throw invalid(column.name(), "the delta of a counter cannot be negative");
    }
  }
}
