package io.dbintel.jobs.export.encode;

import java.io.Serializable;

/**
 * How batches become OTLP.
 *
 * @param scopeName instrumentation scope; some dashboards select data by it
 */
public record Encoding(Temporality temporality, String scopeName) implements Serializable {
  public static final String DEFAULT_SCOPE = "io.dbintel";

  /** Scope of the OpenTelemetry Collector's PostgreSQL receiver, which New Relic's pages expect. */
  public static final String RECEIVER_SCOPE =
      "github.com/open-telemetry/opentelemetry-collector-contrib/receiver/postgresqlreceiver";

  public static Encoding defaults() {
    return new Encoding(Temporality.CUMULATIVE, DEFAULT_SCOPE);
  }
}
