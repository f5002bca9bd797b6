package io.dbintel.ingest.publish;

import io.dbintel.ingest.config.KafkaConfig;
import io.dbintel.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes to Kafka: idempotent, acknowledged by all in-sync replicas, in a bounded buffer. What
 * cannot be delivered is counted and logged, and never stops the collector.
 */
public final class KafkaPublisher implements RecordPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);
  private static final int MAX_BLOCK_MILLIS = 5_000;
  private static final int MAX_REQUEST_BYTES = Topic.RAW_PLANS.maxMessageBytes() + (64 << 10);

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
    try {
      prepare(config);
      return new KafkaPublisher(
          new KafkaProducer<>(producerSettings(config)), config.flushTimeout());
    } catch (ExecutionException | TimeoutException failure) {
      throw unusable(config, failure.getCause() == null ? failure : failure.getCause());
    } catch (KafkaException failure) {
      throw unusable(config, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PublishException("Interrupted while reaching Kafka");
    }
  }

  @Override
  public boolean publish(OutgoingRecord record) {
    ProducerRecord<byte[], byte[]> message =
        new ProducerRecord<>(
            record.topic().topicName(),
            null,
            record.timestampMillis(),
            record.instance().getBytes(StandardCharsets.UTF_8),
            record.value());
    try {
      Future<RecordMetadata> sent =
          producer.send(message, (metadata, failure) -> completed(record, failure));
      // A full buffer or an unknown topic does not throw: the future has failed on return.
      return !failed(sent);
    } catch (KafkaException | IllegalStateException failure) {
      lost(record, failure);
      return false;
    }
  }

  @Override
  public PublishCounters counters() {
    return counters;
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

  private void completed(OutgoingRecord record, Exception failure) {
    if (failure == null) {
      counters.delivered(record.topic(), record.value().length);
      record.onDelivered().run();
      if (losing.compareAndSet(true, false)) {
        LOG.info("Kafka takes records again; {} were lost so far", counters.total().lost());
      }
    } else {
      lost(record, failure);
      record.onLost().run();
    }
  }

  private void lost(OutgoingRecord record, Exception failure) {
    counters.lost(record.topic());
    losing.set(true);
    if (throttle.passes()) {
      LOG.error(
          "Kafka does not take records for {} ({}): {} lost so far. Check the brokers.",
          record.topic().topicName(),
          failure.getClass().getSimpleName(),
          counters.total().lost());
    }
  }

  private static void prepare(KafkaConfig config)
      throws ExecutionException, InterruptedException, TimeoutException {
    try (Admin admin = Admin.create(adminSettings(config))) {
      admin.describeCluster().nodes().get(config.flushTimeout().toMillis(), TimeUnit.MILLISECONDS);
      if (config.createTopics()) {
        KafkaTopics.createAbsent(admin, Topic.all(), config.replicationFactor());
      }
    }
  }

  private static PublishException unusable(KafkaConfig config, Throwable cause) {
    return new PublishException(
        "Kafka at "
            + config.bootstrapServers()
            + " cannot be used ("
            + cause.getClass().getSimpleName()
            + "). Fix: start the brokers, or correct kafka.bootstrap_servers and the security"
            + " settings in kafka.properties");
  }

  private static Map<String, Object> adminSettings(KafkaConfig config) {
    Map<String, Object> settings = passedOn(config);
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    settings.put(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        (int) Math.max(1_000, config.flushTimeout().toMillis()));
    settings.put(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        (int) Math.max(1_000, config.flushTimeout().toMillis()));
    return settings;
  }

  private static Map<String, Object> producerSettings(KafkaConfig config) {
    Map<String, Object> settings = new HashMap<>();
    // Forgetting all metadata in an outage would make sends fail instead of waiting in the buffer.
    settings.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    // A broker that has just become leader may take a second batch and refuse the first: out of
    // order, and the first is never taken. One at a time cannot overtake.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    settings.putAll(passedOn(config));
    settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, config.compression().toString());
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) config.bufferBytes());
    settings.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, (int) config.deliveryTimeout().toMillis());
    settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    return settings;
  }

  private static Map<String, Object> passedOn(KafkaConfig config) {
    Map<String, Object> settings = new HashMap<>();
    config.properties().forEach((name, value) -> settings.put(name, value.reveal()));
    return settings;
  }
}
