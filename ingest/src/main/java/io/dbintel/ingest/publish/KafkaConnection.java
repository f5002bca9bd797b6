package io.dbintel.ingest.publish;

import io.dbintel.ingest.config.KafkaConfig;
import io.dbintel.ingest.config.Secret;
import io.dbintel.ingest.config.SecretException;
import io.dbintel.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** How the collector reaches Kafka. */
public final class KafkaConnection {
  private static final int MAX_BLOCK_MILLIS = 5_000;
  private static final int MAX_REQUEST_BYTES = Topic.RAW_PLANS.maxMessageBytes() + (64 << 10);

  private final KafkaConfig config;

  public KafkaConnection(KafkaConfig config) {
    this.config = config;
  }

  /**
   * Checks the settings without reaching anything.
   *
   * @throws PublishException when a client would refuse them, or a secret cannot be read
   */
  public void check() throws PublishException {
    try {
      var unused = new ProducerConfig(producerSettings());
    } catch (KafkaException wrong) {
      throw unusable(wrong);
    }
  }

  /**
   * Reaches the brokers, and creates absent topics if so configured.
   *
   * @return topics that do not exist
   * @throws PublishException when Kafka cannot be reached or refuses
   */
  public Set<Topic> prepare() throws PublishException {
    try (Admin admin = Admin.create(adminSettings())) {
      long limit = config.flushTimeout().toMillis();
      admin.describeCluster().nodes().get(limit, TimeUnit.MILLISECONDS);
      if (config.createTopics()) {
        KafkaTopics.createAbsent(admin, Topic.all(), config.replicationFactor());
        return Set.of();
      }
      Set<String> names = admin.listTopics().names().get(limit, TimeUnit.MILLISECONDS);
      Set<Topic> absent = EnumSet.allOf(Topic.class);
      absent.removeIf(topic -> names.contains(topic.topicName()));
      return absent;
    } catch (ExecutionException | TimeoutException failure) {
      throw unusable(failure.getCause() == null ? failure : failure.getCause());
    } catch (KafkaException failure) {
      throw unusable(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new PublishException("Interrupted while reaching Kafka");
    }
  }

  /**
   * A producer: idempotent, acknowledged by all in-sync replicas, with a bounded buffer.
   *
   * @param settings over those of the configuration
   * @throws PublishException when there is none to be had, for example as no name resolves
   */
  public Producer<byte[], byte[]> producer(Map<String, Object> settings) throws PublishException {
    Map<String, Object> all = producerSettings();
    all.putAll(settings);
    try {
      return new KafkaProducer<>(all);
    } catch (KafkaException failure) {
      throw unusable(failure);
    }
  }

  public KafkaConfig config() {
    return config;
  }

  /** The record as Kafka takes it; without a key where the topic has none. */
  public static ProducerRecord<byte[], byte[]> message(OutgoingRecord record) {
    byte[] key =
        record.topic().key() == Topic.Key.NONE
            ? null
            : record.instance().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(
        record.topic().topicName(),
        record.partition(),
        record.timestampMillis(),
        key,
        record.value());
  }

  private PublishException unusable(Throwable cause) {
    return new PublishException(
        "Kafka at "
            + config.bootstrapServers()
            + " cannot be used ("
            + cause.getClass().getSimpleName()
            + "). Fix: start the brokers, or correct kafka.bootstrap_servers and the security"
            + " settings in kafka.properties");
  }

  private Map<String, Object> adminSettings() throws PublishException {
    Map<String, Object> settings = passedOn();
    settings.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    settings.put(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
        (int) Math.max(1_000, config.flushTimeout().toMillis()));
    settings.put(
        AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
        (int) Math.max(1_000, config.flushTimeout().toMillis()));
    return settings;
  }

  private Map<String, Object> producerSettings() throws PublishException {
    Map<String, Object> settings = new HashMap<>();
    // Forgetting all metadata in an outage would make sends fail instead of waiting in the buffer.
    settings.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    // A broker that has just become leader may take a second batch and refuse the first: out of
    // order, and the first is never taken. One at a time cannot overtake.
    settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    // The producer keeps every batch that it has ever needed at once, one for each partition.
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 32 << 10);
    // Each open batch has a compressor of its own, whose memory lies outside of the heap: that of
    // the lowest level is a fraction of the usual one's.
    settings.put(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG, 1);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_REQUEST_BYTES);
    settings.putAll(passedOn());
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

  /** A secret may come from a file, and that may be away for a moment while it is replaced. */
  private Map<String, Object> passedOn() throws PublishException {
    Map<String, Object> settings = new HashMap<>();
    for (Map.Entry<String, Secret> property : config.properties().entrySet()) {
      try {
        settings.put(property.getKey(), property.getValue().reveal());
      } catch (SecretException unreadable) {
        throw new PublishException(
            "kafka.properties."
                + property.getKey()
                + " cannot be read: "
                + unreadable.getMessage());
      }
    }
    return settings;
  }
}
