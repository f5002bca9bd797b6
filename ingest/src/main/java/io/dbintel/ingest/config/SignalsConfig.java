package io.dbintel.ingest.config;

import java.time.Duration;

/**
 * What is collected of a target beside its statements.
 *
 * @param statementsEnabled whether statements are collected at all
 * @param capabilitiesInterval how often the target is asked again what it has
 */
public record SignalsConfig(
    boolean statementsEnabled,
    Duration capabilitiesInterval,
    SessionsConfig sessions,
    MetricsConfig metrics,
    LogsConfig logs) {

  public static SignalsConfig defaults() {
    return new SignalsConfig(
        SignalOptions.STATEMENTS_ENABLED.defaultValue(),
        SignalOptions.CAPABILITIES_INTERVAL.defaultValue(),
        SessionsConfig.defaults(),
        MetricsConfig.defaults(),
        LogsConfig.defaults());
  }

  /** Statements alone. */
  public static SignalsConfig statementsOnly() {
    return defaults()
        .withSessions(SessionsConfig.defaults().withEnabled(false))
        .withMetrics(MetricsConfig.defaults().withEnabled(false));
  }

  public SignalsConfig withSessions(SessionsConfig newSessions) {
    return new SignalsConfig(statementsEnabled, capabilitiesInterval, newSessions, metrics, logs);
  }

  public SignalsConfig withMetrics(MetricsConfig newMetrics) {
    return new SignalsConfig(statementsEnabled, capabilitiesInterval, sessions, newMetrics, logs);
  }

  public SignalsConfig withLogs(LogsConfig newLogs) {
    return new SignalsConfig(statementsEnabled, capabilitiesInterval, sessions, metrics, newLogs);
  }
}
