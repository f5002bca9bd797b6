package io.dbintel.ingest.telemetry;

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
   */
  public static IngestTelemetry open(ServiceConfig config, String collectorId, int series) {
    if (config.telemetryEndpoint().isEmpty()) {
      return IngestTelemetry.none();
    }
    String base = config.telemetryEndpoint().get();
    OtlpHttpMetricExporter exporter =
        OtlpHttpMetricExporter.builder()
            .setEndpoint(base.endsWith(PATH) ? base : base.replaceAll("/+$", "") + PATH)
            .setCompression("gzip")
            .build();
    return open(
        PeriodicMetricReader.builder(exporter).setInterval(config.telemetryInterval()).build(),
        collectorId,
        series);
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
