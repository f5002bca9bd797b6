package io.dbintel.jobs.statements;

import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.udfs.texts.QueryTextScrubber;
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
  private final Counter texts;
  private final Counter eventsWithText;
  private final Counter eventsWithoutText;
  private final Counter pollsWaited;
  private final Map<Reason, Counter> leftEarly = new EnumMap<>(Reason.class);
  private final Map<Reason, Counter> dropped = new EnumMap<>(Reason.class);
  private final Map<Reason, Counter> deadLetters = new EnumMap<>(Reason.class);

  StatementsMetrics(MetricGroup parent) {
    group = parent.addGroup("dbintel");
    received = group.counter("records_received");
    rows = group.counter("rows_received");
    unknownColumns = group.counter("unknown_columns");
    intervalRows = group.counter("interval_rows");
    incompletePolls = group.counter("incomplete_polls");
    texts = group.counter("texts_received");
    eventsWithText = group.counter("events_with_text");
    eventsWithoutText = group.counter("events_without_text");
    pollsWaited = group.counter("polls_waited_for_texts");
  }

  /** With what the scrubber counts itself. */
  StatementsMetrics(MetricGroup parent, QueryTextScrubber scrubber) {
    this(parent);
    group.gauge("scrub_cache_hits", scrubber::hits);
    group.gauge("scrub_cache_misses", scrubber::misses);
    group.gauge("scrub_failures", scrubber::failures);
  }

  void texts(int count) {
    texts.inc(count);
  }

  void event(boolean withText) {
    (withText ? eventsWithText : eventsWithoutText).inc();
  }

  void waits() {
    pollsWaited.inc();
  }

  void leftEarly(Reason reason) {
    byReason(leftEarly, "polls_left_early", reason).inc();
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
