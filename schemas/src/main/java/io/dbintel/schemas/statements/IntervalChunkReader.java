package io.dbintel.schemas.statements;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.envelope.Server;
import io.dbintel.schemas.json.Json;
import io.dbintel.schemas.json.JsonInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads records of {@code dbintel.statement-intervals}: for consumers, checks and tests. */
public final class IntervalChunkReader {
  private IntervalChunkReader() {}

  public static IntervalChunk read(byte[] record) throws InvalidRecordException {
    try {
      JsonNode root = Json.mapper().readTree(record);
      List<Integer> ordinals = ordinals(required(root, "columns"));
      long mask = 0;
      for (int ordinal : ordinals) {
        mask |= ordinal < 0 ? 0 : 1L << ordinal;
      }
      List<IntervalChunk.Row> rows = new ArrayList<>();
      for (JsonNode row : required(root, "rows")) {
        rows.add(row(row, ordinals));
      }
      return new IntervalChunk(header(root), mask, rows);
    } catch (IOException failure) {
      throw JsonInput.unreadable(failure);
    }
  }

  private static List<Integer> ordinals(JsonNode columns) {
    List<Integer> ordinals = new ArrayList<>();
    for (int i = IntervalChunkWriter.KEY_COLUMNS.size(); i < columns.size(); i++) {
      ordinals.add(
          StatementColumns.named(columns.get(i).asText()).map(StatementColumn::ordinal).orElse(-1));
    }
    return ordinals;
  }

  private static IntervalChunk.Row row(JsonNode row, List<Integer> ordinals) {
    Long[] deltas = new Long[StatementColumns.COUNTERS];
    Arrays.fill(deltas, 0L);
    int first = IntervalChunkWriter.KEY_COLUMNS.size();
    for (int i = 0; i < ordinals.size(); i++) {
      int ordinal = ordinals.get(i);
      if (ordinal >= 0) {
        JsonNode value = row.get(first + i);
        deltas[ordinal] =
            StatementColumns.isDouble(ordinal)
                ? Double.doubleToRawLongBits(value.doubleValue())
                : value.longValue();
      }
    }
    return new IntervalChunk.Row(
        row.get(0).longValue(),
        row.get(1).longValue(),
        row.get(2).booleanValue(),
        row.get(3).longValue(),
        row.get(4).longValue(),
        row.get(5).intValue(),
        Arrays.asList(deltas));
  }

  private static IntervalHeader header(JsonNode root) throws IOException, InvalidRecordException {
    JsonNode poll = required(root, "poll");
    return new IntervalHeader(
        required(root, "id").asText(),
        required(root, "instance").asText(),
        required(root, "collector").asText(),
        required(root, "collected_at").longValue(),
        required(root, "interval_end").longValue(),
        Json.mapper().treeToValue(required(root, "server"), Server.class),
        Json.mapper().treeToValue(required(root, "epoch"), Epoch.class),
        new Sequence(
            required(poll, "collector_start").longValue(), required(poll, "number").longValue()),
        required(poll, "bucket").intValue(),
        required(poll, "buckets").intValue(),
        root.path("evictions").isNumber() ? (Long) root.get("evictions").longValue() : null,
        required(root, "vanished").intValue(),
        names(required(root, "databases")),
        names(required(root, "roles")));
  }

  private static Map<Long, String> names(JsonNode node) {
    Map<Long, String> names = new TreeMap<>();
    node.properties()
        .forEach(name -> names.put(Long.valueOf(name.getKey()), name.getValue().asText()));
    return names;
  }

  private static JsonNode required(JsonNode node, String field) throws InvalidRecordException {
    JsonNode value = node == null ? null : node.get(field);
    if (value == null) {
      throw JsonInput.missing(field);
    }
    return value;
  }
}
