package io.dbintel.jobs.export.encode;

import io.dbintel.schemas.output.MetricBatch;
import io.dbintel.schemas.output.MetricBatch.Series;
import io.dbintel.schemas.output.QueryMetrics;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.util.ArrayList;
import java.util.List;

/** A batch's series to OTLP metrics: one metric holds its points of all series. */
final class MetricEncoder {
  private static final long NANOS_PER_MICRO = 1000;

  private final Temporality temporality;

  MetricEncoder(Temporality temporality) {
    this.temporality = temporality;
  }

  /** Metrics that have a point; every one a monotonic sum. */
  List<Metric> encode(MetricBatch batch) {
    List<Series> sent = batch.series().stream().filter(this::isSent).toList();
    if (sent.isEmpty()) {
      return List.of();
    }
    List<List<KeyValue>> attributes = sent.stream().map(s -> attributes(batch, s)).toList();
    List<Metric> metrics = new ArrayList<>();
    for (int i = 0; i < batch.metrics().size(); i++) {
      metrics.add(metric(batch, i, sent, attributes));
    }
    return metrics;
  }

  /** A delta series that ends just stops; there is nothing to say about an empty interval. */
  private boolean isSent(Series series) {
    return temporality == Temporality.CUMULATIVE || !series.noRecordedValue();
  }

  private Metric metric(
      MetricBatch batch, int index, List<Series> sent, List<List<KeyValue>> attributes) {
    QueryMetrics.Metric metric = QueryMetrics.metric(batch.metrics().get(index)).orElseThrow();
    Sum.Builder sum =
        Sum.newBuilder().setIsMonotonic(true).setAggregationTemporality(otlpTemporality());
    for (int s = 0; s < sent.size(); s++) {
      NumberDataPoint.Builder point = point(sent.get(s), index, metric.isDouble());
      sum.addDataPoints(
          point
              .setTimeUnixNano(batch.time() * NANOS_PER_MICRO)
              .addAllAttributes(attributes.get(s)));
    }
    return Metric.newBuilder()
        .setName(metric.name())
        .setUnit(metric.unit())
        .setDescription(metric.description())
        .setSum(sum)
        .build();
  }

  private NumberDataPoint.Builder point(Series series, int index, boolean isDouble) {
    boolean delta = temporality == Temporality.DELTA;
    NumberDataPoint.Builder point =
        NumberDataPoint.newBuilder()
            .setStartTimeUnixNano(
                (delta ? series.start() : series.cumulativeStart()) * NANOS_PER_MICRO);
    if (series.noRecordedValue()) {
      return point.setFlags(DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE);
    }
    long bits = (delta ? series.delta() : series.cumulative())[index];
    return isDouble ? point.setAsDouble(Double.longBitsToDouble(bits)) : point.setAsInt(bits);
  }

  private AggregationTemporality otlpTemporality() {
    return temporality == Temporality.DELTA
        ? AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA
        : AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE;
  }

  private static List<KeyValue> attributes(MetricBatch batch, Series series) {
    List<KeyValue> attributes = new ArrayList<>();
    for (int i = 0; i < batch.attributes().size(); i++) {
      String value = series.attributes().get(i);
      if (value != null) {
        attributes.add(Attributes.text(batch.attributes().get(i), value));
      }
    }
    return attributes;
  }
}
