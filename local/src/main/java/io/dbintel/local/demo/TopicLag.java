package io.dbintel.local.demo;

import io.dbintel.schemas.topic.Topic;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How far the jobs are behind the topics they read, by the offsets their checkpoints commit. */
final class TopicLag implements AutoCloseable {
  private static final long TIMEOUT_SECONDS = 5;

  /** Who reads what; the other topics have no job yet. */
  private static final Map<String, List<Topic>> READERS =
      Map.of(
          Pipeline.STATEMENTS_GROUP,
          List.of(Topic.RAW_STATEMENTS, Topic.RAW_QUERY_TEXTS),
          Pipeline.EXPORT_GROUP,
          List.of(Topic.METRICS, Topic.EVENTS));

  private final Admin admin;
  private Map<Topic, Offsets> last = Map.of();

  /**
   * @param written records of the topic
   * @param waiting those that no checkpoint covers yet
   */
  record Offsets(long written, long waiting) {
    static final Offsets NONE = new Offsets(0, 0);

    Offsets plus(Offsets more) {
      return new Offsets(written + more.written, waiting + more.waiting);
    }
  }

  TopicLag(String bootstrapServers) {
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
  }

  /** What is known now of the topics that a job reads; the last known without an answer. */
  Map<Topic, Offsets> read() {
    Map<Topic, Offsets> lags = new EnumMap<>(Topic.class);
    try {
      for (Map.Entry<String, List<Topic>> reader : READERS.entrySet()) {
        add(reader.getKey(), reader.getValue(), lags);
      }
      last = lags;
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

  private void add(String group, List<Topic> topics, Map<Topic, Offsets> lags)
      throws ExecutionException, InterruptedException, TimeoutException {
    var committed =
        admin
            .listConsumerGroupOffsets(group)
            .partitionsToOffsetAndMetadata()
            .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    var ends = admin.listOffsets(ends(topics)).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    for (var end : ends.entrySet()) {
      var offset = committed.get(end.getKey());
      long written = end.getValue().offset();
      Topic topic = Topic.named(end.getKey().topic()).orElseThrow();
      lags.merge(
          topic,
          new Offsets(written, written - (offset == null ? 0 : offset.offset())),
          Offsets::plus);
    }
  }

  private static Map<TopicPartition, OffsetSpec> ends(List<Topic> topics) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (Topic topic : topics) {
      for (int partition = 0; partition < topic.partitions(); partition++) {
        ends.put(new TopicPartition(topic.topicName(), partition), OffsetSpec.latest());
      }
    }
    return ends;
  }
}
