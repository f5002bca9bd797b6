package io.dbintel.local.it;

import io.dbintel.schemas.testing.SchemaValidation;
import io.dbintel.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * All records of some topics from their beginning, read on as they come. A record that does not fit
 * the JSON Schema of its topic fails the read that meets it.
 */
final class TopicLog implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Set<Topic> validated;
  private final Map<Topic, List<ConsumerRecord<byte[], byte[]>>> records =
      new EnumMap<>(Topic.class);

  /**
   * @param validated of these topics every record must fit its schema
   */
  TopicLog(String bootstrapServers, List<Topic> topics, Set<Topic> validated) {
    this.validated = validated;
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic : topics) {
      records.put(topic, new ArrayList<>());
      for (int partition = 0; partition < topic.partitions(); partition++) {
        partitions.add(new TopicPartition(topic.topicName(), partition));
      }
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }

  /** Every record up to the present end of the topic, in order within each partition. */
  synchronized List<ConsumerRecord<byte[], byte[]>> records(Topic topic) {
    readOn();
    return List.copyOf(records.get(topic));
  }

  private void readOn() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      consumer.poll(POLL).forEach(this::take);
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    Topic topic = Topic.named(record.topic()).orElseThrow();
    records.get(topic).add(record);
    if (validated.contains(topic)) {
      SchemaValidation.assertValid(topic, record.value());
    }
  }

  @Override
  public synchronized void close() {
    consumer.close();
  }
}
