package io.dbintel.local.it;

import io.dbintel.local.Await;
import io.dbintel.local.flink.FlinkJob;
import io.dbintel.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far a job's consumer group has come, by what it committed with its checkpoints. */
final class GroupProgress {
  private static final Duration COMMIT = Duration.ofSeconds(1);

  private GroupProgress() {}

  /**
   * Takes checkpoints until one covers all records that the topics hold now. A checkpoint commits
   * the offsets it covers only after its results are in Kafka.
   */
  static void settle(
      String bootstrapServers, String group, List<Topic> topics, FlinkJob job, Duration deadline) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      Map<TopicPartition, Long> ends = ends(admin, topics);
      Await.orFail(
          deadline,
          () -> {
            if (covers(admin, group, ends)) {
              return true;
            }
            job.checkpoint();
            return Await.within(COMMIT, () -> covers(admin, group, ends));
          },
          () -> "job %s has not read %s: %s".formatted(job.name(), topics, job.failure()));
    }
  }

  private static boolean covers(Admin admin, String group, Map<TopicPartition, Long> ends) {
    try {
      Map<TopicPartition, OffsetAndMetadata> committed =
          admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      return ends.entrySet().stream()
          .allMatch(
              end -> {
                OffsetAndMetadata offset = committed.get(end.getKey());
                return end.getValue() == 0
                    || (offset != null && offset.offset() >= end.getValue());
              });
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static Map<TopicPartition, Long> ends(Admin admin, List<Topic> topics) {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (Topic topic : topics) {
      for (int partition = 0; partition < topic.partitions(); partition++) {
        latest.put(new TopicPartition(topic.topicName(), partition), OffsetSpec.latest());
      }
    }
    try {
      Map<TopicPartition, Long> ends = new HashMap<>();
      Map<TopicPartition, ListOffsetsResultInfo> found = admin.listOffsets(latest).all().get();
      found.forEach((partition, info) -> ends.put(partition, info.offset()));
      return ends;
    } catch (ExecutionException e) {
      throw new AssertionError("Kafka does not tell the ends of " + topics, e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static AssertionError interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new AssertionError("Interrupted", e);
  }
}
