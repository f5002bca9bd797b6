package io.dbintel.ingest.config;

import java.time.Duration;
import java.util.List;

/** Options of how the collector keeps and shows itself. */
final class ServiceOptions {
  static final Option<String> STATE_DIRECTORY =
      Option.optional(
          "state_directory",
          "/var/lib/dbintel",
          OptionType.text(),
          "Folder for what must survive a restart: positions in logs, states of breakers, and"
              + " records that Kafka has not taken yet. It may hold personal data; only the"
              + " collector's user should read it. Without it nothing survives, and what does not"
              + " fit into kafka.buffer_bytes is lost.");
  static final Option<Integer> SPOOL_MEGABYTES =
      Option.withDefault(
          "spool_megabytes",
          OptionType.integer(),
          "1024",
          Rule.between(16, 1 << 20),
          "Most that waits on disk while Kafka is away, in MiB. When it is full, the oldest"
              + " sessions go first, and the loss is counted and published.");
  static final Option<Duration> HEARTBEAT_INTERVAL =
      Option.withDefault(
          "heartbeat_interval",
          OptionType.duration(),
          "10s",
          Rule.between(Duration.ofSeconds(1), Duration.ofMinutes(5)),
          "Time between two heartbeats, against which silence is judged.");
  static final Option<String> HEALTH_ADDRESS =
      Option.withDefault(
          "health_address",
          OptionType.text(),
          "127.0.0.1:8778",
          Rule.any(),
          "host:port of the health endpoint (GET /health, /targets); off turns it off.");
  static final Option<String> OTLP_LOGS_ADDRESS =
      Option.optional(
          "otlp_logs_address",
          "0.0.0.0:4318",
          OptionType.text(),
          "host:port where logs pushed as OTLP/HTTP are received, for targets whose logs.source is"
              + " otlp, for example 0.0.0.0:4318.");
  static final Option<Secret> OTLP_LOGS_TOKEN =
      Option.optional(
          "otlp_logs_token",
          "${env:OTLP_LOGS_TOKEN}",
          OptionType.secretText(),
          "What senders of pushed logs must give as Authorization: Bearer; others get 401. A file"
              + " is read again for each request. Without it whoever reaches the address may push."
              + " The receiver speaks no TLS: where the network is not trusted, put a proxy before"
              + " it.");
  static final Option<String> TELEMETRY_ENDPOINT =
      Option.optional(
          "telemetry.endpoint",
          "http://localhost:4318",
          OptionType.text(),
          Rule.withoutCredentials(),
          "OTLP/HTTP endpoint for the collector's own metrics, for example"
              + " http://localhost:4318.");
  static final Option<Duration> TELEMETRY_INTERVAL =
      Option.withDefault(
          "telemetry.interval",
          OptionType.duration(),
          "60s",
          Rule.between(Duration.ofSeconds(1), Duration.ofMinutes(10)),
          "Time between two exports of the collector's own metrics.");

  static final List<Option<?>> ALL =
      List.of(
          STATE_DIRECTORY,
          SPOOL_MEGABYTES,
          HEARTBEAT_INTERVAL,
          HEALTH_ADDRESS,
          OTLP_LOGS_ADDRESS,
          OTLP_LOGS_TOKEN,
          TELEMETRY_ENDPOINT,
          TELEMETRY_INTERVAL);

  private ServiceOptions() {}
}
