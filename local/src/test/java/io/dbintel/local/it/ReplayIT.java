package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.jobs.kafka.KafkaOptions;
import io.dbintel.jobs.kafka.StartPosition;
import io.dbintel.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.api.common.JobStatus;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same raw records give the same bytes: live with a savepoint in the middle, and replayed. */
@ExtendWith(SharedStack.class)
@TestInstance(Lifecycle.PER_CLASS)
class ReplayIT {
  private static final int INSTANCES = 6;

  private final MonitoredServer server;
  private final Pipeline pipeline = Pipeline.start(Set.copyOf(Pipeline.DERIVED));
  private final Map<Topic, Map<Result, Integer>> live = new EnumMap<>(Topic.class);

  ReplayIT(Servers servers) {
    server = servers.of(17);
  }

  /** What a consumer sees of a record, compared by its bytes. */
  private record Result(String key, String value) {}

  @BeforeAll
  void runLiveWithASavepointInTheMiddleOfAPoll() {
    Workload.createWide(server);
    server.runUnseen("SELECT pg_stat_statements_reset()");
    server.run(Workload.distinct(0, 450));
    List<Collector> collectors =
        IntStream.range(0, INSTANCES)
            .mapToObj(i -> pipeline.collect(server.target("replay-" + i)))
            .toList();
    pipeline.startJob(1);
    for (int poll = 0; poll < 3; poll++) {
      work(collectors, poll);
    }
    collectors.forEach(collector -> collector.tap().lose(ReplayIT::secondHalf));
    work(collectors, 3);
    pipeline.awaitDelivery();
    pipeline.restoreJob(pipeline.job().stopWithSavepoint(), 4);
    for (Collector collector : collectors) {
      collector.tap().lose(record -> false);
      collector.tap().again(collector.records(3).stream().filter(ReplayIT::secondHalf).toList());
    }
    server.runUnseen("SELECT pg_stat_statements_reset()");
    work(collectors, 4);
    collectors.get(0).tap().again(collectors.get(0).records(2));
    pipeline.kafka().clients().publish(Topic.RAW_STATEMENTS.topicName(), new byte[1], new byte[9]);
    work(collectors, 5);
    collectors.forEach(pipeline::intervals);
    collectors.forEach(pipeline::awaitEvents);
    pipeline.job().stopWithSavepoint();
    for (Topic topic : Pipeline.DERIVED) {
      live.put(topic, counted(pipeline.records(topic)));
    }
    collectors.forEach(Collector::close);
  }

  @AfterAll
  void close() {
    pipeline.close();
  }

  @Test
  void theLiveRunHasAllKindsOfResults() {
    live.forEach((topic, results) -> assertThat(results).as(topic.topicName()).isNotEmpty());
    assertThat(live.get(Topic.STATEMENT_INTERVALS)).hasSizeGreaterThan(INSTANCES * 5);
    assertThat(live.get(Topic.DEADLETTER)).hasSize(1);
    assertThat(live.get(Topic.EVENTS).keySet())
        .anyMatch(result -> result.value().contains("dbintel.query.fingerprint"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void aReplayGivesTheSameBytesAtAnyParallelism(int parallelism) {
    Map<Topic, Integer> before = new EnumMap<>(Topic.class);
    Pipeline.DERIVED.forEach(topic -> before.put(topic, pipeline.records(topic).size()));
    KafkaOptions bounded =
        new KafkaOptions(
            pipeline.kafka().bootstrapServers(),
            "replay-" + parallelism,
            StartPosition.earliest(),
            Instant.now().plusSeconds(3600),
            Map.of());

    var job = pipeline.flink().submit(pipeline.graph(bounded, parallelism));

    assertThat(job.awaitEnd(Pipeline.DEADLINE)).isEqualTo(JobStatus.FINISHED);
    for (Topic topic : Pipeline.DERIVED) {
      List<ConsumerRecord<byte[], byte[]>> all = pipeline.records(topic);
      assertThat(counted(all.subList(before.get(topic), all.size())))
          .as(topic.topicName())
          .isEqualTo(live.get(topic));
    }
  }

  private void work(List<Collector> collectors, int poll) {
    server.run(Workload.distinct(poll * 10, 400));
    Workload.costly(server, 1);
    collectors.forEach(Collector::poll);
  }

  private static boolean secondHalf(OutgoingRecord record) {
    return record.topic() == Topic.RAW_STATEMENTS && Collector.chunk(record).poll().bucket() >= 2;
  }

  /** How often each record is there: partitions have an order, topics have none. */
  private static Map<Result, Integer> counted(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<Result, Integer> counts = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      counts.merge(new Result(text(record.key()), text(record.value())), 1, Integer::sum);
    }
    return counts;
  }

  /** One character for each byte, so that texts are equal exactly when bytes are. */
  private static String text(byte[] bytes) {
    return bytes == null ? null : new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
