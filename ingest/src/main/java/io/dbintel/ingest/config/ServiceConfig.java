package io.dbintel.ingest.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How the collector keeps and shows itself.
 *
 * @param stateDirectory where positions in logs, breaker states and the spool are kept; empty:
 *     nothing survives a restart, and nothing is spooled
 * @param spoolBytes most bytes that wait on disk while Kafka is away
 * @param heartbeatInterval between two heartbeats
 * @param healthAddress host:port of the health endpoint; empty: none
 * @param otlpLogsAddress host:port where OTLP/HTTP logs are received; empty: none
 * @param otlpLogsToken what those who push them must give; empty: nothing
 * @param telemetryEndpoint OTLP/HTTP endpoint for the collector's own metrics; empty: none
 * @param telemetryInterval between two exports of them
 */
public record ServiceConfig(
    Optional<String> stateDirectory,
    long spoolBytes,
    Duration heartbeatInterval,
    Optional<String> healthAddress,
    Optional<String> otlpLogsAddress,
    Optional<Secret> otlpLogsToken,
    Optional<String> telemetryEndpoint,
    Duration telemetryInterval) {

  public static ServiceConfig defaults() {
    return new ServiceConfig(
        Optional.empty(),
        ServiceOptions.SPOOL_MEGABYTES.defaultValue() * 1_048_576L,
        ServiceOptions.HEARTBEAT_INTERVAL.defaultValue(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ServiceOptions.TELEMETRY_INTERVAL.defaultValue());
  }

  public ServiceConfig withStateDirectory(String directory) {
    return new ServiceConfig(
        Optional.of(directory),
        spoolBytes,
        heartbeatInterval,
        healthAddress,
        otlpLogsAddress,
        otlpLogsToken,
        telemetryEndpoint,
        telemetryInterval);
  }
}
