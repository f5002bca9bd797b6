package io.dbintel.ingest.config;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * Where records go.
 *
 * @param replicationFactor of created topics; -1 for the broker's default
 * @param bufferBytes memory for records that Kafka has not taken yet
 * @param properties more settings of the Kafka clients; secret, because credentials stand here
 */
public record KafkaConfig(
    String bootstrapServers,
    boolean createTopics,
    int replicationFactor,
    Compression compression,
    int bufferBytes,
    Duration deliveryTimeout,
    Duration flushTimeout,
    Map<String, Secret> properties) {

  public KafkaConfig {
    Objects.requireNonNull(bootstrapServers, "bootstrapServers");
    properties = Map.copyOf(properties);
  }

  /** The defaults of the options, for these brokers. */
  public static KafkaConfig of(String bootstrapServers) {
    return new KafkaConfig(
        bootstrapServers,
        Options.CREATE_TOPICS.defaultValue(),
        Options.REPLICATION_FACTOR.defaultValue(),
        Options.COMPRESSION.defaultValue(),
        Options.BUFFER_BYTES.defaultValue(),
        Options.DELIVERY_TIMEOUT.defaultValue(),
        Options.FLUSH_TIMEOUT.defaultValue(),
        Map.of());
  }
}
