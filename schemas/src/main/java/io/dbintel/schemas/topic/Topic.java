package io.dbintel.schemas.topic;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Every Kafka topic of the system.
 *
 * <p>One instance lives in one partition of a topic, so the order of an instance is Kafka's order.
 * Partitions must never be added to a raw topic in place: that would move instances between
 * partitions in mid-stream.
 */
public enum Topic {
  RAW_STATEMENTS("dbintel.raw.statements", Key.INSTANCE, Kind.RAW, "statements-chunk"),
  RAW_QUERY_TEXTS("dbintel.raw.query-texts", Key.INSTANCE, Kind.RAW, "query-texts"),
  RAW_SESSIONS("dbintel.raw.sessions", Key.INSTANCE, Kind.RAW, "sessions-tick"),
  RAW_PLANS("dbintel.raw.plans", Key.INSTANCE, Kind.RAW_LARGE, "plan-entry"),
  RAW_LOGS("dbintel.raw.logs", Key.INSTANCE, Kind.RAW_LARGE, "log-entry"),
  RAW_METRICS("dbintel.raw.metrics", Key.INSTANCE, Kind.RAW, "metrics-chunk"),
  CAPABILITIES("dbintel.capabilities", Key.INSTANCE, Kind.COMPACTED, "capabilities"),
  CONTROL("dbintel.control", Key.RULE, Kind.COMPACTED, null),
  HEARTBEATS("dbintel.heartbeats", Key.NONE, Kind.RAW, "heartbeat"),
  METRICS("dbintel.metrics", Key.INSTANCE, Kind.DERIVED, "metric-batch"),
  EVENTS("dbintel.events", Key.INSTANCE, Kind.DERIVED, "event-batch"),
  STATEMENT_INTERVALS("dbintel.statement-intervals", Key.INSTANCE, Kind.DERIVED, "interval-chunk"),
  PLAN_VERSIONS("dbintel.plan-versions", Key.INSTANCE, Kind.DERIVED, null),
  SESSIONS_WINDOWS("dbintel.sessions-windows", Key.INSTANCE, Kind.DERIVED, null),
  DEADLETTER("dbintel.deadletter", Key.INSTANCE, Kind.DERIVED, "dead-letter");

  /** What the record key is. */
  public enum Key {
    INSTANCE,
    RULE,
    NONE
  }

  private enum Kind {
    /** What the database said; short retention because it may hold personal data. */
    RAW(32, Duration.ofHours(24), false, 1 << 20),
    RAW_LARGE(32, Duration.ofHours(24), false, 16 << 20),
    DERIVED(32, Duration.ofDays(7), false, 1 << 20),
    COMPACTED(8, Duration.ofDays(7), true, 1 << 20);

    private final int partitions;
    private final Duration retention;
    private final boolean compacted;
    private final int maxMessageBytes;

    Kind(int partitions, Duration retention, boolean compacted, int maxMessageBytes) {
      this.partitions = partitions;
      this.retention = retention;
      this.compacted = compacted;
      this.maxMessageBytes = maxMessageBytes;
    }
  }

  private final String topicName;
  private final Key key;
  private final Kind kind;
  private final String schemaName;

  Topic(String topicName, Key key, Kind kind, String schemaName) {
    this.topicName = topicName;
    this.key = key;
    this.kind = kind;
    this.schemaName = schemaName;
  }

  public String topicName() {
    return topicName;
  }

  public Key key() {
    return key;
  }

  /** Default number of partitions; useful job parallelism is bounded by it. */
  public int partitions() {
    return kind.partitions;
  }

  public Duration retention() {
    return kind.retention;
  }

  public boolean compacted() {
    return kind.compacted;
  }

  /** {@code max.message.bytes}; producers cut what is larger, decoders refuse it. */
  public int maxMessageBytes() {
    return kind.maxMessageBytes;
  }

  /** Whether records hold what the database said, before any job touched it. */
  public boolean raw() {
    return kind == Kind.RAW || kind == Kind.RAW_LARGE;
  }

  /**
   * Classpath resource with the JSON Schema of a record; empty while no record of the topic has
   * been defined yet.
   */
  public Optional<String> jsonSchemaResource() {
    return Optional.ofNullable(schemaName)
        .map(name -> "io/dbintel/schemas/json/" + name + ".schema.json");
  }

  public static Optional<Topic> named(String topicName) {
    return Arrays.stream(values()).filter(topic -> topic.topicName.equals(topicName)).findFirst();
  }

  public static List<Topic> all() {
    return List.of(values());
  }
}
