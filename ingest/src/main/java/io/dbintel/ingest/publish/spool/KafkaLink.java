package io.dbintel.ingest.publish.spool;

import io.dbintel.ingest.publish.KafkaConnection;
import io.dbintel.ingest.publish.KafkaFailures;
import io.dbintel.ingest.publish.LossReason;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.PublishException;
import io.dbintel.schemas.topic.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A producer that never gives a record up by itself: whether it still waits for Kafka is decided
 * here, by closing it. Thread-safe.
 */
final class KafkaLink {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaLink.class);
  private static final Map<String, Object> SETTINGS =
      Map.of(
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
          Integer.MAX_VALUE,
          ProducerConfig.MAX_BLOCK_MS_CONFIG,
          2_000);

  private final Producer<byte[], byte[]> producer;
  private final Set<Topic> absent;
  private final int heartbeatPartitions;

  /** Hears once what became of a record, on any thread. */
  interface Outcome {
    void delivered();

    /**
     * @param reason {@link LossReason#KAFKA_REFUSED} when it may be tried again
     */
    void failed(LossReason reason);
  }

  KafkaLink(Producer<byte[], byte[]> producer, Set<Topic> absent, int heartbeatPartitions) {
    this.producer = producer;
    this.absent = absent;
    this.heartbeatPartitions = heartbeatPartitions;
  }

  /**
   * Reaches the brokers, creates absent topics if so configured, and opens a producer.
   *
   * @throws PublishException when Kafka cannot be reached or refuses
   */
  static KafkaLink open(KafkaConnection connection) throws PublishException {
    Set<Topic> absent = connection.prepare();
    Producer<byte[], byte[]> producer = connection.producer(SETTINGS);
    try {
      int partitions =
          absent.contains(Topic.HEARTBEATS)
              ? Topic.HEARTBEATS.partitions()
              : producer.partitionsFor(Topic.HEARTBEATS.topicName()).size();
      return new KafkaLink(producer, absent, partitions);
    } catch (KafkaException notYet) {
      producer.close(Duration.ZERO);
      throw new PublishException(
          "Kafka does not say where its topics are (" + notYet.getClass().getSimpleName() + ")");
    }
  }

  Set<Topic> absent() {
    return absent;
  }

  int partitions(Topic topic) {
    return topic == Topic.HEARTBEATS ? heartbeatPartitions : topic.partitions();
  }

  void send(OutgoingRecord record, Outcome outcome) {
    if (absent.contains(record.topic())) {
      outcome.failed(LossReason.NO_SUCH_TOPIC);
      return;
    }
    if (record.partition() != null && record.partition() >= partitions(record.topic())) {
      outcome.failed(LossReason.NO_SUCH_PARTITION);
      return;
    }
    try {
      var unused =
          producer.send(
              KafkaConnection.message(record),
              (metadata, failure) -> {
                if (failure == null) {
                  outcome.delivered();
                } else {
                  outcome.failed(KafkaFailures.reason(failure));
                }
              });
    } catch (KafkaException | IllegalStateException refused) {
      outcome.failed(LossReason.KAFKA_REFUSED);
    } catch (LinkageError unloaded) {
      LOG.error(
          "Records cannot be compressed ({}): the library for kafka.compression cannot be unpacked."
              + " Fix: make room in the folder for temporary files, and restart",
          unloaded.getClass().getSimpleName());
      outcome.failed(LossReason.KAFKA_REFUSED);
    }
  }

  /** Gives up what is not acknowledged, at once. */
  void abort() {
    producer.close(Duration.ZERO);
  }

  /** Waits for acknowledgements, within a bound. */
  void close(Duration limit) {
    producer.close(limit);
  }
}
