package io.dbintel.ingest.publish;

import io.dbintel.ingest.config.KafkaConfig;
import io.dbintel.schemas.topic.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes to Kafka: idempotent, acknowledged by all in-sync replicas, in a bounded buffer. What
 * cannot be delivered is counted and logged, and never stops the collector.
 */
public final class KafkaPublisher implements RecordPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);

  private final Producer<byte[], byte[]> producer;
  private final Duration flushTimeout;
  private final PublishCounters counters = new PublishCounters();
  private final Throttle throttle = new Throttle(Duration.ofSeconds(30));
  private final AtomicBoolean losing = new AtomicBoolean();

  KafkaPublisher(Producer<byte[], byte[]> producer, Duration flushTimeout) {
    this.producer = producer;
    this.flushTimeout = flushTimeout;
  }

  /**
   * Reaches the brokers, creates absent topics if so configured, and opens the producer.
   *
   * @throws PublishException when Kafka cannot be reached or refuses
   */
  public static KafkaPublisher open(KafkaConfig config) throws PublishException {
    KafkaConnection connection = new KafkaConnection(config);
    connection.prepare();
    return new KafkaPublisher(connection.producer(Map.of()), config.flushTimeout());
  }

  @Override
  public boolean publish(OutgoingRecord record) {
    counters.received(record.topic());
    try {
      Future<RecordMetadata> sent =
          producer.send(KafkaConnection.message(record), completion(record));
      // A full buffer or an unknown topic does not throw: the future has failed on return.
      return !failed(sent);
    } catch (KafkaException | IllegalStateException failure) {
      lost(record.topic(), failure);
      return false;
    }
  }

  @Override
  public PublishCounters counters() {
    return counters;
  }

  @Override
  public PublisherStatus status() {
    return PublisherStatus.unspooled(!losing.get());
  }

  @Override
  public void close() {
    producer.close(flushTimeout);
    PublishCounters.Counts total = counters.total();
    if (total.lost() > 0) {
      LOG.warn("{} records were lost on the way to Kafka in this run", total.lost());
    }
  }

  private static boolean failed(Future<RecordMetadata> sent) {
    if (!sent.isDone()) {
      return false;
    }
    try {
      sent.get();
      return false;
    } catch (ExecutionException refused) {
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Holds no value: the producer has a copy of each that waits, and two would be one too many. */
  private Callback completion(OutgoingRecord record) {
    Topic topic = record.topic();
    int bytes = record.value().length;
    Runnable onDelivered = record.onDelivered();
    Consumer<LossReason> onLost = record.onLost();
    return (metadata, failure) -> {
      if (failure == null) {
        counters.delivered(topic, bytes);
        onDelivered.run();
        if (losing.compareAndSet(true, false)) {
          LOG.info("Kafka takes records again; {} were lost so far", counters.total().lost());
        }
      } else {
        lost(topic, failure);
        onLost.accept(KafkaFailures.reason(failure));
      }
    };
  }

  private void lost(Topic topic, Exception failure) {
    counters.lost(topic, KafkaFailures.reason(failure), 1);
    losing.set(true);
    if (throttle.passes()) {
      LOG.error(
          "Kafka does not take records for {} ({}): {} lost so far. Check the brokers.",
          topic.topicName(),
          failure.getClass().getSimpleName(),
          counters.total().lost());
    }
  }
}
