package io.dbintel.ingest.config;

import java.time.Duration;
import java.util.Optional;

/**
 * How the infrastructure statistics are collected.
 *
 * @param intervalFactor multiplies the intervals of the catalogue
 * @param statementTimeout the server's limit for each query; an entry of the catalogue may have a
 *     shorter one
 * @param catalogue file with the user's own queries, in the form of the built-in catalogue
 * @param databases which databases are visited beside the configured one: names with {@code *},
 *     commas between them; {@code -name} leaves out
 * @param maxDatabases most databases that one poll visits
 * @param visitBudget longest time that one poll spends on visits; the next one goes on from there
 * @param maxRows most rows of one query and database
 */
public record MetricsConfig(
    boolean enabled,
    int intervalFactor,
    Duration statementTimeout,
    Optional<String> catalogue,
    String databases,
    int maxDatabases,
    Duration visitBudget,
    int maxRows) {

  public static MetricsConfig defaults() {
    return new MetricsConfig(
        SignalOptions.METRICS_ENABLED.defaultValue(),
        SignalOptions.METRICS_INTERVAL_FACTOR.defaultValue(),
        SignalOptions.METRICS_STATEMENT_TIMEOUT.defaultValue(),
        Optional.empty(),
        SignalOptions.METRICS_DATABASES.defaultValue(),
        SignalOptions.METRICS_MAX_DATABASES.defaultValue(),
        SignalOptions.METRICS_VISIT_BUDGET.defaultValue(),
        SignalOptions.METRICS_MAX_ROWS.defaultValue());
  }

  public Limits limits() {
    return Limits.of(statementTimeout);
  }

  public MetricsConfig withEnabled(boolean newEnabled) {
    return new MetricsConfig(
        newEnabled,
        intervalFactor,
        statementTimeout,
        catalogue,
        databases,
        maxDatabases,
        visitBudget,
        maxRows);
  }
}
