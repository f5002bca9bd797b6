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
