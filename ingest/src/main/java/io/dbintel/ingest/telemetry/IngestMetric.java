package io.dbintel.ingest.telemetry;

import java.util.List;

/** Every metric of the collector. {@code docs/metrics-ingest.md} is generated from it. */
public enum IngestMetric {
  RECORDS_RECEIVED(
      "dbintel.ingest.records.received",
      Kind.COUNTER,
      "{record}",
      "records that collectors handed over for publishing",
      "topic"),
  RECORDS_SENT(
      "dbintel.ingest.records.sent",
      Kind.COUNTER,
      "{record}",
      "records that Kafka has acknowledged",
      "topic"),
  RECORDS_DROPPED(
      "dbintel.ingest.records.dropped",
      Kind.COUNTER,
      "{record}",
      "records that were lost",
      "topic",
      "reason"),
  BYTES_SENT(
      "dbintel.ingest.bytes.sent",
      Kind.COUNTER,
      "By",
      "values of acknowledged records, before compression",
      "topic"),
  KAFKA_UP(
      "dbintel.ingest.kafka.up", Kind.GAUGE, "1", "1 while Kafka takes what is sent to it, else 0"),
  SPOOL_RECORDS(
      "dbintel.ingest.spool.records", Kind.GAUGE, "{record}", "records that wait on disk"),
  SPOOL_BYTES("dbintel.ingest.spool.bytes", Kind.GAUGE, "By", "bytes that wait on disk"),
  SPOOL_AGE(
      "dbintel.ingest.spool.age",
      Kind.GAUGE,
      "s",
      "age of the oldest record that waits on disk; 0 when none does"),
  RUNS(
      "dbintel.ingest.runs",
      Kind.COUNTER,
      "{run}",
      "runs of collectors; the reason is that of the records, without SQLSTATE",
      "feature",
      "outcome",
      "reason"),
  RUN_DURATION("dbintel.ingest.run.duration", Kind.HISTOGRAM, "s", "duration of runs", "feature"),
  POLL_WAIT(
      "dbintel.ingest.poll.wait",
      Kind.HISTOGRAM,
      "s",
      "time that polls of statements waited until there was memory for their rows"),
  SERVER_TIME(
      "dbintel.ingest.server.time",
      Kind.COUNTER,
      "s",
      "time spent waiting for answers of the target's server, logging in included",
      "instance",
      "feature"),
  TICKS_LEFT_OUT(
      "dbintel.ingest.ticks.left_out",
      Kind.COUNTER,
      "{tick}",
      "ticks without a run: overrun (the run before was still going), breaker_open, disabled",
      "feature",
      "reason"),
  BREAKER_STATE(
      "dbintel.ingest.breaker.state",
      Kind.GAUGE,
      "1",
      "circuit breaker: 0 closed, 1 half_open, 2 open, 3 disabled, 4 forced_open",
      "instance",
      "feature"),
  TARGETS(
      "dbintel.ingest.targets",
      Kind.GAUGE,
      "{target}",
      "targets by state: unknown, up, degraded (some features fail), down (all fail)",
      "state"),
  LOG_ENTRIES("dbintel.ingest.logs.entries", "{entry}", "entries read, of all kinds"),
  LOG_PLANS("dbintel.ingest.logs.plans", "{entry}", "plans that were handed over"),
  LOG_EVENTS("dbintel.ingest.logs.events", "{entry}", "other entries that were handed over"),
  LOG_UNREADABLE("dbintel.ingest.logs.unreadable", "{run}", "runs of bytes that were no entry"),
  LOG_SHREDDED("dbintel.ingest.logs.shredded", "{line}", "lines that belong to no entry"),
  LOG_TRUNCATED("dbintel.ingest.logs.truncated", "{entry}", "entries that were cut"),
  LOG_FAILED("dbintel.ingest.logs.failed", "{entry}", "entries of which no record could be made"),
  LOG_GAPS("dbintel.ingest.logs.gaps", "{gap}", "gaps that were found"),
  LOG_LOST_BYTES("dbintel.ingest.logs.lost_bytes", "By", "lost in these gaps, at least"),
  LOG_LOST_RECORDS(
      "dbintel.ingest.logs.lost_records",
      "{record}",
      "records that were not delivered and that the source cannot give again"),
  LOG_LAG(
      "dbintel.ingest.logs.lag",
      Kind.GAUGE,
      "By",
      "bytes of the log that were seen and are not delivered yet",
      "instance"),
  PUSH_REQUESTS("dbintel.ingest.logs.push.requests", Kind.COUNTER, "{request}", "pushes of logs"),
  PUSH_REJECTED(
      "dbintel.ingest.logs.push.rejected",
      Kind.COUNTER,
      "{record}",
      "pushed records that belong to no target, or are no log of PostgreSQL"),
  HEARTBEATS("dbintel.ingest.heartbeats", Kind.COUNTER, "{tick}", "heartbeats, one for each tick");

  /** The OpenTelemetry instrument. */
  public enum Kind {
    COUNTER,
    GAUGE,
    HISTOGRAM
  }

  private final String metricName;
  private final Kind kind;
  private final String unit;
  private final String description;

  @SuppressWarnings("ImmutableEnumChecker") // List.of makes lists that nobody can change.
  private final List<String> attributes;

  /** A counter of the log of each target. */
  IngestMetric(String metricName, String unit, String description) {
    this(metricName, Kind.COUNTER, unit, description, "instance");
  }

  IngestMetric(
      String metricName, Kind kind, String unit, String description, String... attributes) {
    this.metricName = metricName;
    this.kind = kind;
    this.unit = unit;
    this.description = description;
    this.attributes = List.of(attributes);
  }

  public String metricName() {
    return metricName;
  }

  public Kind kind() {
    return kind;
  }

  public String unit() {
    return unit;
  }

  public String description() {
    return description;
  }

  /** Names of its attributes. */
  public List<String> attributes() {
    return attributes;
  }
}
