package io.dbintel.udfs.statements;

import io.dbintel.schemas.output.EventBatch;
import io.dbintel.schemas.output.EventBatch.Event;
import io.dbintel.schemas.statements.StatementColumn;
import io.dbintel.schemas.statements.StatementColumns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * One {@code db.server.top_query} event per top query of the interval, with the attribute names of
 * the OpenTelemetry PostgreSQL receiver. Times in ms, values are the interval's deltas. No text.
 */
final class TopQueryEvents {
  private static final String NAME = "db.server.top_query";
  private static final int EVENTS_PER_BATCH = 200;
  private static final List<String> COLUMNS =
      List.of(
          "calls",
          "rows",
          "total_exec_time",
          "total_plan_time",
          "shared_blks_hit",
          "shared_blks_read",
          "shared_blks_dirtied",
          "shared_blks_written",
          "temp_blks_read",
          "temp_blks_written");

  private TopQueryEvents() {}

  static void emit(String instance, OpenPoll poll, long time, Consumer<EventBatch> out) {
    List<Event> events = new ArrayList<>();
    for (TopStatements.Row row : poll.toplevel().rows()) {
      events.add(new Event(NAME, attributes(poll, row)));
    }
    for (int first = 0; first < events.size(); first += EVENTS_PER_BATCH) {
      String id =
          String.join(
              ":",
              "events",
              instance,
              Long.toString(poll.position().collectorStart()),
              Long.toString(poll.position().number()),
              Integer.toString(first / EVENTS_PER_BATCH));
      out.accept(
          EventBatch.of(
              id,
              instance,
              poll.server(),
              time,
              events.subList(first, Math.min(events.size(), first + EVENTS_PER_BATCH))));
    }
  }

  private static Map<String, Object> attributes(OpenPoll poll, TopStatements.Row row) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put("db.system.name", "postgresql");
    attributes.put("db.namespace", poll.database(row.dbid()));
    attributes.put("postgresql.rolname", poll.role(row.userid()));
    attributes.put("postgresql.queryid", Long.toString(row.queryid()));
    for (String name : COLUMNS) {
      StatementColumn column = StatementColumns.named(name).orElseThrow();
      Object value =
          column.isDouble()
              ? (Object) row.deltas().doubleValue(column.ordinal())
              : (Object) row.deltas().longValue(column.ordinal());
      attributes.put("postgresql." + name, value);
    }
    return attributes;
  }
}
