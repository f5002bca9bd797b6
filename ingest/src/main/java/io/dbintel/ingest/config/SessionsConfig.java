package io.dbintel.ingest.config;

import java.time.Duration;

/**
 * How sessions are sampled.
 *
 * @param interval between two ticks; the collector backs off when a sample itself gets slow
 * @param statementTimeout the server's limit for each query
 * @param maxRows most sessions of one tick; the rest is counted
 */
public record SessionsConfig(
    boolean enabled, Duration interval, Duration statementTimeout, int maxRows) {

  public static SessionsConfig defaults() {
    return new SessionsConfig(
        SignalOptions.SESSIONS_ENABLED.defaultValue(),
        SignalOptions.SESSIONS_INTERVAL.defaultValue(),
        SignalOptions.SESSIONS_STATEMENT_TIMEOUT.defaultValue(),
        SignalOptions.SESSIONS_MAX_ROWS.defaultValue());
  }

  public Limits limits() {
    return Limits.of(statementTimeout);
  }

  public SessionsConfig withEnabled(boolean newEnabled) {
    return new SessionsConfig(newEnabled, interval, statementTimeout, maxRows);
  }

  public SessionsConfig withInterval(Duration newInterval) {
    return new SessionsConfig(enabled, newInterval, statementTimeout, maxRows);
  }

  public SessionsConfig withMaxRows(int newMaxRows) {
    return new SessionsConfig(enabled, interval, statementTimeout, newMaxRows);
  }
}
