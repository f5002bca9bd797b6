package io.dbintel.ingest.telemetry;

import io.dbintel.ingest.config.ConfigException;
import io.dbintel.ingest.config.ServiceConfig;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.metrics.export.MetricReader;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Exports the collector's metrics over OTLP/HTTP. */
public final class OtlpTelemetry {
  private static final String PATH = "/v1/metrics";
  private static final int LEAST_SERIES = 2_000;
  private static final long CLOSE_SECONDS = 5;

  private OtlpTelemetry() {}

  /**
   * Exports when an endpoint is configured, and counts for nobody otherwise.
   *
   * @param series most series of one metric that are expected: targets × features
   * @throws ConfigException when the endpoint is no URL
   */
  public static IngestTelemetry open(ServiceConfig config, String collectorId, int series)
      throws ConfigException {
    if (config.telemetryEndpoint().isEmpty()) {
      return IngestTelemetry.none();
    }
    OtlpHttpMetricExporter exporter = exporter(config.telemetryEndpoint().get());
    return open(
        PeriodicMetricReader.builder(exporter).setInterval(config.telemetryInterval()).build(),
        collectorId,
        series);
  }

  private static OtlpHttpMetricExporter exporter(String endpoint) throws ConfigException {
    String url = endpoint.endsWith(PATH) ? endpoint : endpoint.replaceAll("/+$", "") + PATH;
    try {
      return OtlpHttpMetricExporter.builder().setEndpoint(url).setCompression("gzip").build();
    } catch (IllegalArgumentException wrong) {
      // A URL may hold a password: it is not repeated.
      throw new ConfigException(
          List.of("telemetry.endpoint: must be a URL that begins with http:// or https://"));
    }
  }

  static IngestTelemetry open(MetricReader reader, String collectorId, int series) {
    SdkMeterProvider provider =
        SdkMeterProvider.builder()
            .setResource(
                Resource.create(
                    Attributes.of(
                        AttributeKey.stringKey("service.name"),
                        "dbintel-ingest",
                        AttributeKey.stringKey("service.instance.id"),
                        collectorId)))
            .registerView(
                InstrumentSelector.builder().setName("*").build(),
                View.builder().setCardinalityLimit(Math.max(LEAST_SERIES, 2 * series)).build())
            .registerMetricReader(reader)
            .build();
    return new IngestTelemetry(
        provider.get("dbintel.ingest"),
        () -> {
          var unused = provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
        });
  }
}
