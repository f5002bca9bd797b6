package io.dbintel.ingest.telemetry;

import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.util.function.Consumer;

/** Makes instruments as their metric declares them. */
final class Instruments {
  private final Meter meter;

  Instruments(Meter meter) {
    this.meter = meter;
  }

  LongCounter counter(IngestMetric metric) {
    return meter
        .counterBuilder(metric.metricName())
        .setUnit(metric.unit())
        .setDescription(metric.description())
        .build();
  }

  DoubleCounter seconds(IngestMetric metric) {
    return meter
        .counterBuilder(metric.metricName())
        .ofDoubles()
        .setUnit(metric.unit())
        .setDescription(metric.description())
        .build();
  }

  DoubleHistogram histogram(IngestMetric metric) {
    return meter
        .histogramBuilder(metric.metricName())
        .setUnit(metric.unit())
        .setDescription(metric.description())
        .build();
  }

  AutoCloseable gauge(IngestMetric metric, Consumer<ObservableLongMeasurement> read) {
    return meter
        .gaugeBuilder(metric.metricName())
        .ofLongs()
        .setUnit(metric.unit())
        .setDescription(metric.description())
        .buildWithCallback(read);
  }

  AutoCloseable observedCounter(IngestMetric metric, Consumer<ObservableLongMeasurement> read) {
    return meter
        .counterBuilder(metric.metricName())
        .setUnit(metric.unit())
        .setDescription(metric.description())
        .buildWithCallback(read);
  }
}
