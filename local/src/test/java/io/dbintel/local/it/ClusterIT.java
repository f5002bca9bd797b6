package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.config.KafkaConfig;
import io.dbintel.ingest.publish.KafkaPublisher;
import io.dbintel.ingest.publish.PublishException;
import io.dbintel.local.Await;
import io.dbintel.local.BuildOutput;
import io.dbintel.local.cluster.ClusterJob;
import io.dbintel.local.cluster.ClusterSize;
import io.dbintel.local.cluster.FlinkCommandLine;
import io.dbintel.local.cluster.LocalCluster;
import io.dbintel.local.kafka.EmbeddedKafka;
import io.dbintel.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shaded jar on a cluster of processes that loses a TaskManager and changes parallelism. */
class ClusterIT {
  private static final Duration DEADLINE = Duration.ofSeconds(90);
  private static final int STATEMENTS = 40;
  private static final int BUCKETS = 2;

  @TempDir Path directory;

  private final List<SimulatedInstance> fleet =
      IntStream.range(0, 6)
          .mapToObj(i -> new SimulatedInstance("cluster-" + i, STATEMENTS, BUCKETS))
          .toList();

  @Test
  void everyDeltaIsRightAfterTheLossOfATaskManagerAndARestoreAtAnotherParallelism()
      throws PublishException {
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        KafkaPublisher topics = KafkaPublisher.open(KafkaConfig.of(kafka.bootstrapServers()));
        TopicLog log =
            new TopicLog(kafka.bootstrapServers(), Pipeline.DERIVED, Set.copyOf(Pipeline.DERIVED));
        LocalCluster cluster =
            LocalCluster.start(directory.resolve("cluster"), new ClusterSize(2, 1, 768, 0))) {
      assertThat(topics.counters().total().lost()).isZero();
      FlinkCommandLine flink = cluster.commandLine();
      List<String> arguments =
          List.of(
              "statements",
              "--bootstrap-servers",
              kafka.bootstrapServers(),
              "--checkpoint-interval",
              "1s");
      String job = flink.submit(BuildOutput.jobsJar(), 2, arguments);
      AtomicBoolean publishing = new AtomicBoolean(true);
      CompletableFuture<Void> stream =
          CompletableFuture.runAsync(() -> publishWhile(publishing, kafka));
      await(cluster, job, state -> state.completedCheckpoints() >= 2);
      awaitResults(log, 20);

      cluster.killTaskManager(0);
      cluster.startTaskManager();
      await(cluster, job, state -> state.restores() >= 1 && state.state().equals("RUNNING"));
      int seen = log.records(Topic.STATEMENT_INTERVALS).size();
      awaitResults(log, seen + 20);
      // A checkpoint completes only when all tasks run again, and a savepoint needs them all.
      long checkpoints = cluster.job(job).orElseThrow().completedCheckpoints();
      await(cluster, job, state -> state.completedCheckpoints() >= checkpoints + 2);
      String savepoint = flink.stopWithSavepoint(job, cluster.savepoints());
      String again = flink.submitFrom(savepoint, BuildOutput.jobsJar(), 1, arguments);
      await(cluster, again, state -> state.restores() == 1 && state.state().equals("RUNNING"));
      publishing.set(false);
      stream.join();
      publishPoll(kafka);

      awaitLastPolls(log);
      for (SimulatedInstance instance : fleet) {
        assertThat(calls(intervals(log, instance)))
            .as(instance.name())
            .isEqualTo(instance.callsSinceBaseline());
      }
      assertDuplicatesAreEqual(log);
      assertThat(log.records(Topic.DEADLETTER)).isEmpty();
    }
  }

  private void publishWhile(AtomicBoolean publishing, EmbeddedKafka kafka) {
    while (publishing.get()) {
      publishPoll(kafka);
      // The pace of a stream: without it the fleet would grow years old before the job starts.
      boolean stopped = Await.within(Duration.ofMillis(300), () -> !publishing.get());
      if (stopped) {
        return;
      }
    }
  }

  private void publishPoll(EmbeddedKafka kafka) {
    fleet.forEach(instance -> kafka.clients().publish(instance.nextPoll()));
  }

  private void awaitResults(TopicLog log, int count) {
    Await.orFail(
        DEADLINE,
        () -> log.records(Topic.STATEMENT_INTERVALS).size() >= count,
        () -> log.records(Topic.STATEMENT_INTERVALS).size() + " intervals, not " + count);
  }

  /** A poll has an interval for each bucket, since every statement runs in each. */
  private void awaitLastPolls(TopicLog log) {
    for (SimulatedInstance instance : fleet) {
      String last = "\"intervals:" + instance.lastPoll() + ":";
      Await.orFail(
          DEADLINE,
          () ->
              log.records(Topic.STATEMENT_INTERVALS).stream()
                      .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                      .filter(text -> text.contains(last))
                      .count()
                  >= BUCKETS,
          () -> "not all intervals of poll " + instance.lastPoll());
    }
  }

  private static Intervals intervals(TopicLog log, SimulatedInstance instance) {
    return Intervals.decode(
        log.records(Topic.STATEMENT_INTERVALS).stream().map(ConsumerRecord::value).toList(),
        instance.name());
  }

  private static Map<Long, Long> calls(Intervals intervals) {
    assertThat(intervals.flagged()).isEmpty();
    Map<Long, Long> calls = new TreeMap<>();
    intervals.sums().forEach((key, values) -> calls.put(key.queryid(), values.calls()));
    return calls;
  }

  /** At least once: what was written again after the crash is the same, byte for byte. */
  private static void assertDuplicatesAreEqual(TopicLog log) {
    Map<String, byte[]> first = new HashMap<>();
    List<String> differing = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : log.records(Topic.STATEMENT_INTERVALS)) {
      String id =
          Intervals.decode(
                  List.of(record.value()), new String(record.key(), StandardCharsets.UTF_8))
              .chunks()
              .get(0)
              .header()
              .id();
      byte[] earlier = first.putIfAbsent(id, record.value());
      if (earlier != null && !Arrays.equals(earlier, record.value())) {
        differing.add(id);
      }
    }
    assertThat(differing).isEmpty();
  }

  private static void await(LocalCluster cluster, String id, Predicate<ClusterJob> condition) {
    Await.orFail(
        DEADLINE,
        () -> cluster.job(id).filter(condition).isPresent(),
        () -> "job " + cluster.job(id) + " of " + cluster.status());
  }
}
