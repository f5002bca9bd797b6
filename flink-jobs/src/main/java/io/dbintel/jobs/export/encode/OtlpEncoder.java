package io.dbintel.jobs.export.encode;

import io.dbintel.jobs.kafka.RawRecord;
import io.dbintel.schemas.output.EventBatch;
import io.dbintel.schemas.output.MetricBatch;
import io.opentelemetry.proto.common.v1.InstrumentationScope;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One Kafka record to one ResourceMetrics or ResourceLogs. The same record always gives the same
 * bytes.
 */
public final class OtlpEncoder {
  private static final long NANOS_PER_MICRO = 1000;

  private final InstrumentationScope scope;
  private final MetricEncoder metrics;

  public OtlpEncoder(Encoding encoding) {
    this.scope = InstrumentationScope.newBuilder().setName(encoding.scopeName()).build();
    this.metrics = new MetricEncoder(encoding.temporality());
  }

  /** Empty when the temporality leaves no point to send. */
  public Optional<OtlpEntry> encode(RawRecord source, MetricBatch batch) {
    List<Metric> encoded = metrics.encode(batch);
    if (encoded.isEmpty()) {
      return Optional.empty();
    }
    int points = encoded.stream().mapToInt(metric -> metric.getSum().getDataPointsCount()).sum();
    ResourceMetrics message =
        ResourceMetrics.newBuilder()
            .setResource(Attributes.resource(batch.instance(), batch.server()))
            .addScopeMetrics(ScopeMetrics.newBuilder().setScope(scope).addAllMetrics(encoded))
            .build();
    return entry(Signal.METRICS, source, batch.instance(), points, message.toByteArray());
  }

  /** Empty when the batch has no events. */
  public Optional<OtlpEntry> encode(RawRecord source, EventBatch batch) {
    if (batch.events().isEmpty()) {
      return Optional.empty();
    }
    ScopeLogs.Builder logs = ScopeLogs.newBuilder().setScope(scope);
    for (int i = 0; i < batch.events().size(); i++) {
      logs.addLogRecords(log(batch, i));
    }
    ResourceLogs message =
        ResourceLogs.newBuilder()
            .setResource(Attributes.resource(batch.instance(), batch.server()))
            .addScopeLogs(logs)
            .build();
    return entry(
        Signal.LOGS, source, batch.instance(), batch.events().size(), message.toByteArray());
  }

  private static Optional<OtlpEntry> entry(
      Signal signal, RawRecord source, String instance, int items, byte[] message) {
    return Optional.of(
        new OtlpEntry(
            signal,
            instance,
            source.topic(),
            source.partition(),
            source.offset(),
            0,
            items,
            message));
  }

  /** Observed when it happened, so that a repeated record is equal; its id marks it as the same. */
  private static LogRecord log(EventBatch batch, int index) {
    EventBatch.Event event = batch.events().get(index);
    LogRecord.Builder log =
        LogRecord.newBuilder()
            .setEventName(event.name())
            .setTimeUnixNano(batch.time() * NANOS_PER_MICRO)
            .setObservedTimeUnixNano(batch.time() * NANOS_PER_MICRO)
            .addAttributes(Attributes.text("dbintel.event.id", batch.id() + ":" + index));
    for (Map.Entry<String, Object> attribute : new TreeMap<>(event.attributes()).entrySet()) {
      log.addAttributes(Attributes.typed(attribute.getKey(), attribute.getValue()));
    }
    return log.build();
  }
}
