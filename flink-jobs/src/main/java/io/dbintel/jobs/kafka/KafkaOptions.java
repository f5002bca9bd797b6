package io.dbintel.jobs.kafka;

import io.dbintel.schemas.topic.Topic;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/**
 * How a job reads from and writes to Kafka.
 *
 * @param bootstrapServers {@code host:port}, comma separated
 * @param groupId consumer group; a backfill takes one of its own
 * @param start where a job without a savepoint begins
 * @param until records before this Kafka timestamp only, then the job ends; null: never ends
 * @param properties of any Kafka client, for example security settings; they override ours
 */
public record KafkaOptions(
    String bootstrapServers,
    String groupId,
    StartPosition start,
    Instant until,
    Map<String, String> properties)
    implements Serializable {
  private static final int MAX_REQUEST_BYTES = 16 << 20;

  /** Well below {@code max.message.bytes}, which limits a whole compressed batch. */
  private static final int BATCH_BYTES = 128 << 10;

  private static final int MAX_FETCH_BYTES = 8 << 20;

  /** Room for the framing that a record of the largest size has around it. */
  private static final int FRAMING_BYTES = 64 << 10;

  /** A job without state needs what was said before its start, and a poll names texts from then. */
  private static final Set<Topic> WHOLE = Set.of(Topic.RAW_QUERY_TEXTS);

  public KafkaOptions {
    properties = new TreeMap<>(properties);
  }

  public static KafkaOptions of(String bootstrapServers, String groupId) {
    return new KafkaOptions(bootstrapServers, groupId, StartPosition.committed(), null, Map.of());
  }

  /** One source for all the topics; records of one partition stay in order. */
  public KafkaSource<RawRecord> source(List<Topic> topics) {
    KafkaSourceBuilder<RawRecord> builder =
        KafkaSource.<RawRecord>builder()
            .setBootstrapServers(bootstrapServers)
            .setGroupId(groupId)
            .setTopics(topics.stream().map(Topic::topicName).toList())
            .setStartingOffsets(new StartingOffsets(start.offsets(), WHOLE))
            .setDeserializer(new RawRecordDeserializer())
            .setProperties(consumerProperties(topics));
    if (until != null) {
      builder.setBounded(OffsetsInitializer.timestamp(until.toEpochMilli()));
    }
    return builder.build();
  }

  /** A sink that writes each record, at least once, to the topic it names. */
  public KafkaSink<OutboundRecord> sink() {
    return KafkaSink.<OutboundRecord>builder()
        .setBootstrapServers(bootstrapServers)
        .setKafkaProducerConfig(producerProperties())
        .setRecordSerializer(new OutboundRecordSerializer())
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .build();
  }

  /** Settings of every producer of the jobs, without serializers. */
  public Properties producerProperties() {
    Properties all = new Properties();
    all.setProperty("bootstrap.servers", bootstrapServers);
    all.setProperty("acks", "all");
    // Native code, where the Kafka client's LZ4 may run in its slow pure-Java form.
    all.setProperty("compression.type", "zstd");
    all.setProperty("compression.zstd.level", "1");
    all.setProperty("linger.ms", "50");
    // On a new topic a second batch can be taken before the first, which is then refused for good.
    all.setProperty("max.in.flight.requests.per.connection", "1");
    all.setProperty("batch.size", Integer.toString(BATCH_BYTES));
    all.setProperty("max.request.size", Integer.toString(MAX_REQUEST_BYTES));
    all.putAll(properties);
    return all;
  }

  Properties consumerProperties(List<Topic> topics) {
    int largest = topics.stream().mapToInt(Topic::maxMessageBytes).max().orElseThrow();
    Properties all = new Properties();
    all.setProperty("max.partition.fetch.bytes", Integer.toString(largest + FRAMING_BYTES));
    // Several batches wait between the consumer and the task: records are large, so batches are
    // few.
    all.setProperty("fetch.max.bytes", Integer.toString(MAX_FETCH_BYTES));
    all.setProperty("max.poll.records", "50");
    all.putAll(properties);
    return all;
  }

  /** Names of extra properties only: their values may be secrets. */
  @Override
  public String toString() {
    return "KafkaOptions[%s, group %s, start %s, until %s, properties %s]"
        .formatted(bootstrapServers, groupId, start, until, properties.keySet());
  }
}
