package io.dbintel.local.otlp;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The totals of all series that arrived, up to a number of series. Sums and gauges; other kinds are
 * refused.
 */
final class MetricTotals {
  private final Map<SeriesKey, Series> all = new HashMap<>();
  private final int limit;

  MetricTotals(int limit) {
    this.limit = limit;
  }

  /** Adds a request and tells what became of its points. */
  synchronized Map<Effect, Long> add(ExportMetricsServiceRequest request) {
    Map<Effect, Long> effects = new EnumMap<>(Effect.class);
    for (var resource : request.getResourceMetricsList()) {
      String instance = Attributes.serviceInstance(resource.getResource());
      for (var scope : resource.getScopeMetricsList()) {
        for (Metric metric : scope.getMetricsList()) {
          add(instance, metric, effects);
        }
      }
    }
    return effects;
  }

  /** How many points a request carries, of kinds that are kept or not. */
  static long points(ExportMetricsServiceRequest request) {
    return request.getResourceMetricsList().stream()
        .flatMap(resource -> resource.getScopeMetricsList().stream())
        .flatMap(scope -> scope.getMetricsList().stream())
        .mapToLong(MetricTotals::points)
        .sum();
  }

  synchronized Amount total(SeriesKey key) {
    Series series = all.get(key);
    return series == null ? Amount.ZERO : series.total();
  }

  synchronized boolean ended(SeriesKey key) {
    Series series = all.get(key);
    return series != null && series.ended();
  }

  synchronized Map<SeriesKey, Amount> totals(Predicate<SeriesKey> wanted) {
    Map<SeriesKey, Amount> totals = new LinkedHashMap<>();
    all.forEach(
        (key, series) -> {
          if (wanted.test(key)) {
            totals.put(key, series.total());
          }
        });
    return totals;
  }

  private void add(String instance, Metric metric, Map<Effect, Long> effects) {
    switch (metric.getDataCase()) {
      case SUM -> {
        Sum sum = metric.getSum();
        for (NumberDataPoint point : sum.getDataPointsList()) {
          Series series = series(instance, metric, point);
          effects.merge(
              series == null ? Effect.REFUSED : addToSum(series, point, sum), 1L, Long::sum);
        }
      }
      case GAUGE -> {
        for (NumberDataPoint point : metric.getGauge().getDataPointsList()) {
          Series series = series(instance, metric, point);
          effects.merge(series == null ? Effect.REFUSED : addToGauge(series, point), 1L, Long::sum);
        }
      }
      default -> effects.merge(Effect.REFUSED, points(metric), Long::sum);
    }
  }

  private static Effect addToSum(Series series, NumberDataPoint point, Sum sum) {
    if (hasNoValue(point)) {
      return series.end(point.getTimeUnixNano());
    }
    return sum.getAggregationTemporality() == AggregationTemporality.AGGREGATION_TEMPORALITY_DELTA
        ? series.delta(point.getTimeUnixNano(), amount(point))
        : series.cumulative(
            point.getStartTimeUnixNano(),
            point.getTimeUnixNano(),
            amount(point),
            sum.getIsMonotonic());
  }

  private static Effect addToGauge(Series series, NumberDataPoint point) {
    return hasNoValue(point)
        ? series.end(point.getTimeUnixNano())
        : series.gauge(point.getTimeUnixNano(), amount(point));
  }

  /** Null when there are too many series for one more. */
  private Series series(String instance, Metric metric, NumberDataPoint point) {
    SeriesKey key =
        new SeriesKey(instance, metric.getName(), Attributes.asText(point.getAttributesList()));
    Series known = all.get(key);
    if (known == null && all.size() < limit) {
      known = new Series();
      all.put(key, known);
    }
    return known;
  }

  private static boolean hasNoValue(NumberDataPoint point) {
    return (point.getFlags() & DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE) != 0;
  }

  private static Amount amount(NumberDataPoint point) {
    return point.hasAsInt() ? new Amount(point.getAsInt(), 0) : new Amount(0, point.getAsDouble());
  }

  private static long points(Metric metric) {
    return switch (metric.getDataCase()) {
      case SUM -> metric.getSum().getDataPointsCount();
      case GAUGE -> metric.getGauge().getDataPointsCount();
      case HISTOGRAM -> metric.getHistogram().getDataPointsCount();
      case EXPONENTIAL_HISTOGRAM -> metric.getExponentialHistogram().getDataPointsCount();
      case SUMMARY -> metric.getSummary().getDataPointsCount();
      case DATA_NOT_SET -> 0;
    };
  }
}
