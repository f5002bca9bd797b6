package io.dbintel.ingest.telemetry;

import io.dbintel.ingest.publish.LossReason;
import io.dbintel.ingest.publish.PublishCounters;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.schemas.topic.Topic;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.time.Clock;
import java.util.List;
import java.util.function.ToLongFunction;

/** The metrics of the way out, read from what it counts anyway. */
final class PublisherMetrics {
  private static final AttributeKey<String> TOPIC = AttributeKey.stringKey("topic");
  private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");

  private final Instruments instruments;
  private final RecordPublisher publisher;
  private final Clock clock;

  private PublisherMetrics(Instruments instruments, RecordPublisher publisher, Clock clock) {
    this.instruments = instruments;
    this.publisher = publisher;
    this.clock = clock;
  }

  static List<AutoCloseable> of(Instruments instruments, RecordPublisher publisher, Clock clock) {
    PublisherMetrics metrics = new PublisherMetrics(instruments, publisher, clock);
    PublishCounters counters = publisher.counters();
    return List.of(
        metrics.byTopic(IngestMetric.RECORDS_RECEIVED, counters::receivedOf),
        metrics.byTopic(IngestMetric.RECORDS_SENT, topic -> counters.of(topic).records()),
        metrics.byTopic(IngestMetric.BYTES_SENT, topic -> counters.of(topic).bytes()),
        metrics.dropped(counters),
        metrics.gauge(IngestMetric.KAFKA_UP, each -> each.status().kafkaTakes() ? 1 : 0),
        metrics.gauge(IngestMetric.SPOOL_RECORDS, each -> each.status().spooledRecords()),
        metrics.gauge(IngestMetric.SPOOL_BYTES, each -> each.status().spooledBytes()),
        metrics.gauge(IngestMetric.SPOOL_AGE, metrics::ageSeconds));
  }

  private AutoCloseable byTopic(IngestMetric metric, ToLongFunction<Topic> count) {
    return instruments.observedCounter(
        metric,
        sum ->
            Topic.all()
                .forEach(
                    topic -> {
                      long value = count.applyAsLong(topic);
                      if (value > 0) {
                        sum.record(value, Attributes.of(TOPIC, topic.topicName()));
                      }
                    }));
  }

  private AutoCloseable dropped(PublishCounters counters) {
    return instruments.observedCounter(
        IngestMetric.RECORDS_DROPPED,
        sum -> {
          for (Topic topic : Topic.all()) {
            for (LossReason reason : LossReason.values()) {
              long lost = counters.lostOf(topic, reason);
              if (lost > 0) {
                sum.record(lost, Attributes.of(TOPIC, topic.topicName(), REASON, reason.word()));
              }
            }
          }
        });
  }

  private AutoCloseable gauge(IngestMetric metric, ToLongFunction<RecordPublisher> value) {
    return instruments.gauge(metric, gauge -> gauge.record(value.applyAsLong(publisher)));
  }

  private long ageSeconds(RecordPublisher source) {
    long oldest = source.status().oldestMillis();
    return oldest == 0 ? 0 : Math.max(0, clock.millis() - oldest) / 1_000;
  }
}
