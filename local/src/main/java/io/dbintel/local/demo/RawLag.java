package io.dbintel.local.demo;

import io.dbintel.schemas.topic.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How far the statements job is behind the raw topics, by the offsets its checkpoints commit. */
final class RawLag implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 5;

  private final Admin admin;
  private final Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
  private Offsets last = new Offsets(0, 0);

  /**
   * @param written records of the raw topics
   * @param waiting those that no checkpoint covers yet
   */
  record Offsets(long written, long waiting) {}

  RawLag(String bootstrapServers) {
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    for (Topic topic : List.of(Topic.RAW_STATEMENTS, Topic.RAW_QUERY_TEXTS)) {
      for (int partition = 0; partition < topic.partitions(); partition++) {
        ends.put(new TopicPartition(topic.topicName(), partition), OffsetSpec.latest());
      }
    }
  }

  /** What is known now; the last known when the broker does not answer. */
  Offsets read() {
    try {
      var committed =
          admin
              .listConsumerGroupOffsets(Pipeline.GROUP)
              .partitionsToOffsetAndMetadata()
              .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      long written = 0;
      long waiting = 0;
      for (var end :
          admin.listOffsets(ends).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).entrySet()) {
        var offset = committed.get(end.getKey());
        written += end.getValue().offset();
        waiting += end.getValue().offset() - (offset == null ? 0 : offset.offset());
      }
      last = new Offsets(written, waiting);
    } catch (ExecutionException | TimeoutException unanswered) {
      return last;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return last;
  }

  @Override
  public void close() {
    admin.close();
  }
}
