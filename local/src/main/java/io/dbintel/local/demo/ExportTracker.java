package io.dbintel.local.demo;

import com.google.protobuf.InvalidProtocolBufferException;
import io.dbintel.local.otlp.OtlpReceiver;
import io.dbintel.local.otlp.ReceiverCounts;
import io.dbintel.local.otlp.Signal;
import io.dbintel.schemas.output.QueryMetrics;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.metrics.v1.Metric;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Knows up to which poll the instance's metrics have arrived. The instance's totals are the last
 * points of a poll, and the exporter keeps the order of an instance: with them, all have come.
 */
final class ExportTracker {
  private static final String LAST_METRIC = QueryMetrics.INSTANCE.prefix() + ".calls";
  private static final long NANOS_PER_MICRO = 1000;

  private final OtlpReceiver receiver;
  private final AtomicLong lastTime = new AtomicLong();
  private final AtomicLong pointsSeen = new AtomicLong();

  ExportTracker(OtlpReceiver receiver) {
    this.receiver = receiver;
    receiver.observe(this::observe);
  }

  /** Whether the points of a poll with this server time (µs) have been added to the totals. */
  boolean arrived(long pollTime) {
    ReceiverCounts counts = receiver.counts();
    return lastTime.get() >= pollTime
        && counts.acceptedPoints() + counts.rejectedPoints() >= pointsSeen.get();
  }

  private void observe(Signal signal, byte[] body) {
    if (signal != Signal.METRICS) {
      return;
    }
    try {
      for (var resource : ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList()) {
        for (var scope : resource.getScopeMetricsList()) {
          scope.getMetricsList().forEach(this::observe);
        }
      }
    } catch (InvalidProtocolBufferException undecodable) {
      // The receiver counts it and answers 400.
      return;
    }
  }

  private void observe(Metric metric) {
    pointsSeen.addAndGet(metric.getSum().getDataPointsCount());
    if (metric.getName().equals(LAST_METRIC)) {
      metric
          .getSum()
          .getDataPointsList()
          .forEach(
              point ->
                  lastTime.accumulateAndGet(point.getTimeUnixNano() / NANOS_PER_MICRO, Math::max));
    }
  }
}
