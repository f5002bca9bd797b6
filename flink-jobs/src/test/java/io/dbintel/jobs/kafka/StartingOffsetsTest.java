package io.dbintel.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.topic.Topic;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer.PartitionOffsetsRetriever;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Texts are read from their first record on, wherever polls are read from. */
class StartingOffsetsTest {
  private static final TopicPartition POLLS =
      new TopicPartition(Topic.RAW_STATEMENTS.topicName(), 3);
  private static final TopicPartition TEXTS =
      new TopicPartition(Topic.RAW_QUERY_TEXTS.topicName(), 3);

  @Test
  void onlyTheGivenTopicsAreReadWhole() {
    StartingOffsets offsets =
        new StartingOffsets(OffsetsInitializer.timestamp(77), Set.of(Topic.RAW_QUERY_TEXTS));
    Map<TopicPartition, Long> begin =
        offsets.getPartitionOffsets(Set.of(POLLS, TEXTS), new Broker());
    assertThat(begin).containsEntry(POLLS, 77_000L).hasSize(2);
    assertThat(begin.get(TEXTS))
        .isEqualTo(
            OffsetsInitializer.earliest()
                .getPartitionOffsets(Set.of(TEXTS), new Broker())
                .get(TEXTS));
  }

  /** The offset of a time is a thousand times it. */
  private static final class Broker implements PartitionOffsetsRetriever {
    @Override
    public Map<TopicPartition, Long> committedOffsets(Collection<TopicPartition> partitions) {
      throw new AssertionError("nobody asked for committed offsets");
    }

    @Override
    public Map<TopicPartition, Long> endOffsets(Collection<TopicPartition> partitions) {
      return all(partitions, 1_000_000);
    }

    @Override
    public Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
      return all(partitions, 0);
    }

    @Override
    public Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(
        Map<TopicPartition, Long> timestamps) {
      Map<TopicPartition, OffsetAndTimestamp> offsets = new HashMap<>();
      timestamps.forEach(
          (partition, time) -> offsets.put(partition, new OffsetAndTimestamp(time * 1_000, time)));
      return offsets;
    }

    private static Map<TopicPartition, Long> all(Collection<TopicPartition> partitions, long at) {
      Map<TopicPartition, Long> offsets = new HashMap<>();
      partitions.forEach(partition -> offsets.put(partition, at));
      return offsets;
    }
  }
}
