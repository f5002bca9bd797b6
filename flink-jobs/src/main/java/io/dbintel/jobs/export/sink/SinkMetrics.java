package io.dbintel.jobs.export.sink;

import java.util.function.LongSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SinkWriterMetricGroup;

/** The sink's counters, under their fixed names. Points are data points and log records alike. */
final class SinkMetrics {
  private final Counter requests;
  private final Counter accepted;
  private final Counter rejected;
  private final Counter retries;
  private final Counter deadLetters;
  private final Counter sent;
  private int inFlight;

  SinkMetrics(SinkWriterMetricGroup group, LongSupplier bufferBytes) {
    requests = group.counter("otlp.requests");
    accepted = group.counter("otlp.points.accepted");
    rejected = group.counter("otlp.points.rejected");
    retries = group.counter("otlp.retries");
    deadLetters = group.counter("otlp.deadletters");
    sent = group.getNumRecordsSendCounter();
    group.gauge("otlp.buffer.bytes", bufferBytes::getAsLong);
    group.gauge("otlp.inflight", () -> inFlight);
  }

  void requestSent() {
    requests.inc();
    inFlight++;
  }

  void requestEnded() {
    inFlight--;
  }

  void accepted(long acceptedPoints, long rejectedPoints) {
    accepted.inc(acceptedPoints);
    rejected.inc(rejectedPoints);
    sent.inc(acceptedPoints);
  }

  void retried() {
    retries.inc();
  }

  void deadLettered() {
    deadLetters.inc();
  }
}
