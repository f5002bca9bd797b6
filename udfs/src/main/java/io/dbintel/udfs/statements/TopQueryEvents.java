package io.dbintel.udfs.statements;

import io.dbintel.schemas.output.EventBatch;
import io.dbintel.schemas.output.EventBatch.Event;
import io.dbintel.schemas.statements.StatementColumn;
import io.dbintel.schemas.statements.StatementColumns;
import io.dbintel.udfs.texts.ScrubbedQueryText;
import io.dbintel.udfs.texts.TextKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One {@code db.server.top_query} event per top query of the interval, with the attribute names of
 * the OpenTelemetry PostgreSQL receiver. Times in ms, values are the interval's deltas. Where its
 * text is known, the event has the scrubbed text with fingerprint, summary, operation and table.
 */
final class TopQueryEvents {
  /** In the order of their values in {@link TopQueries.Row#deltas}, which is part of the state. */
  static final List<StatementColumn> COLUMNS =
      Stream.of(
              "calls",
              "rows",
              "total_exec_time",
              "total_plan_time",
              "shared_blks_hit",
              "shared_blks_read",
              "shared_blks_dirtied",
              "shared_blks_written",
              "temp_blks_read",
              "temp_blks_written")
          .map(name -> StatementColumns.named(name).orElseThrow())
          .toList();

  private static final String NAME = "db.server.top_query";
  private static final int EVENTS_PER_BATCH = 200;

  /** Keeps a batch with long texts well below the topic's limit, whatever is in them. */
  private static final int CHARS_PER_BATCH = 120_000;

  private TopQueryEvents() {}

  static void emit(
      TopQueries poll,
      Function<TextKey, Optional<ScrubbedQueryText>> texts,
      Consumer<EventBatch> out) {
    List<Event> batch = new ArrayList<>();
    int batches = 0;
    int chars = 0;
    for (TopQueries.Row row : poll.rows()) {
      Optional<ScrubbedQueryText> text = texts.apply(row.key());
      int size = text.map(known -> known.text().length()).orElse(0);
      boolean full = batch.size() == EVENTS_PER_BATCH || chars + size > CHARS_PER_BATCH;
      if (full && !batch.isEmpty()) {
        out.accept(batch(poll, batches++, batch));
        batch = new ArrayList<>();
        chars = 0;
      }
      batch.add(new Event(NAME, attributes(row, text)));
      chars += size;
    }
    if (!batch.isEmpty()) {
      out.accept(batch(poll, batches, batch));
    }
  }

  private static EventBatch batch(TopQueries poll, int number, List<Event> events) {
    String id =
        String.join(
            ":",
            "events",
            poll.instance(),
            Long.toString(poll.collectorStart()),
            Long.toString(poll.poll()),
            Integer.toString(number));
    return EventBatch.of(id, poll.instance(), poll.server(), poll.time(), events);
  }

  private static Map<String, Object> attributes(
      TopQueries.Row row, Optional<ScrubbedQueryText> text) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("db.system.name", "postgresql");
    attributes.put("db.namespace", row.database());
    attributes.put("postgresql.rolname", row.role());
    attributes.put("postgresql.queryid", Long.toString(row.key().queryid()));
    for (int i = 0; i < row.deltas().length; i++) {
      StatementColumn column = COLUMNS.get(i);
      Object value =
          column.isDouble()
              ? (Object) Double.longBitsToDouble(row.deltas()[i])
              : (Object) row.deltas()[i];
      attributes.put("postgresql." + column.name(), value);
    }
    text.ifPresent(known -> describe(known, attributes));
    return attributes;
  }

  private static void describe(ScrubbedQueryText text, Map<String, Object> attributes) {
    attributes.put("db.query.text", text.text());
    attributes.put("dbintel.query.fingerprint", text.fingerprint());
    if (text.truncated()) {
      attributes.put("dbintel.query.truncated", true);
    }
    putIfAny("db.query.summary", text.summary(), attributes);
    putIfAny("db.operation.name", text.operation(), attributes);
    if (text.tables().size() == 1) {
      attributes.put("db.collection.name", text.tables().get(0));
    }
  }

  private static void putIfAny(String name, String value, Map<String, Object> attributes) {
    if (!value.isEmpty()) {
      attributes.put(name, value);
    }
  }
}
