package io.dbintel.jobs.statements;

import io.dbintel.schemas.deadletter.Reason;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What the job says of itself: received, counted, dropped and dead-lettered, by reason. */
final class StatementsMetrics {
  private final MetricGroup group;
  private final Counter received;
  private final Counter rows;
  private final Counter unknownColumns;
  private final Counter intervalRows;
  private final Counter incompletePolls;
  private final Map<Reason, Counter> dropped = new EnumMap<>(Reason.class);
  private final Map<Reason, Counter> deadLetters = new EnumMap<>(Reason.class);

  StatementsMetrics(MetricGroup parent) {
    group = parent.addGroup("dbintel");
    received = group.counter("records_received");
    rows = group.counter("rows_received");
    unknownColumns = group.counter("unknown_columns");
    intervalRows = group.counter("interval_rows");
    incompletePolls = group.counter("incomplete_polls");
  }

  void received() {
    received.inc();
  }

  void rows(int count, int unknown) {
    rows.inc(count);
    unknownColumns.inc(unknown);
  }

  void intervals(int count) {
    intervalRows.inc(count);
  }

  void incompletePoll() {
    incompletePolls.inc();
  }

  void dropped(Reason reason) {
    byReason(dropped, "dropped", reason).inc();
  }

  void deadLetter(Reason reason) {
    byReason(deadLetters, "dead_letters", reason).inc();
  }

  private Counter byReason(Map<Reason, Counter> counters, String name, Reason reason) {
    return counters.computeIfAbsent(
        reason, key -> group.addGroup("reason", key.word()).counter(name));
  }
}
