package io.dbintel.jobs.kafka;

import io.dbintel.schemas.topic.Topic;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/** Where each partition begins: some topics always with their first record. */
final class StartingOffsets implements OffsetsInitializer {
  private static final long serialVersionUID = 1L;

  private final OffsetsInitializer start;
  private final Set<String> whole;

  /**
   * @param start for all other topics
   * @param whole topics that are read from their first record on
   */
  StartingOffsets(OffsetsInitializer start, Set<Topic> whole) {
    this.start = start;
    this.whole = whole.stream().map(Topic::topicName).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Map<TopicPartition, Long> getPartitionOffsets(
      Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
    Map<Boolean, Set<TopicPartition>> byWhole =
        partitions.stream()
            .collect(
                Collectors.partitioningBy(
                    partition -> whole.contains(partition.topic()), Collectors.toSet()));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    if (!byWhole.get(false).isEmpty()) {
      offsets.putAll(start.getPartitionOffsets(byWhole.get(false), retriever));
    }
    if (!byWhole.get(true).isEmpty()) {
      offsets.putAll(
          OffsetsInitializer.earliest().getPartitionOffsets(byWhole.get(true), retriever));
    }
    return offsets;
  }

  // OffsetResetStrategy is deprecated in the Kafka client, but the connector asks for it.
  @SuppressWarnings("deprecation")
  @Override
  public OffsetResetStrategy getAutoOffsetResetStrategy() {
    return start.getAutoOffsetResetStrategy();
  }
}
