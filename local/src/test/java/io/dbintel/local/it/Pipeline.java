package io.dbintel.local.it;

import io.dbintel.ingest.config.KafkaConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.publish.KafkaPublisher;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.PublishCounters;
import io.dbintel.ingest.publish.PublishException;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.jobs.kafka.KafkaOptions;
import io.dbintel.jobs.runtime.JobEnvironment;
import io.dbintel.jobs.runtime.JobSettings;
import io.dbintel.jobs.statements.StatementsTopology;
import io.dbintel.local.Await;
import io.dbintel.local.flink.EmbeddedFlink;
import io.dbintel.local.flink.FlinkJob;
import io.dbintel.local.kafka.EmbeddedKafka;
import io.dbintel.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A broker with the topics as declared, a Flink cluster, and a publisher as ingest opens it. */
final class Pipeline implements AutoCloseable, RecordPublisher {
  static final Duration DEADLINE = Duration.ofSeconds(60);
  static final String GROUP = "statements";
  private static final int SLOTS = 4;
  private static final int TOP = 100;

  /** The topics that have records here. */
  static final List<Topic> DERIVED =
      List.of(Topic.STATEMENT_INTERVALS, Topic.METRICS, Topic.EVENTS, Topic.DEADLETTER);

  static final List<Topic> RAW = List.of(Topic.RAW_STATEMENTS, Topic.RAW_QUERY_TEXTS);

  static final Set<Topic> ALL =
      Set.of(
          Topic.RAW_STATEMENTS,
          Topic.RAW_QUERY_TEXTS,
          Topic.STATEMENT_INTERVALS,
          Topic.METRICS,
          Topic.EVENTS,
          Topic.DEADLETTER);

  private final EmbeddedKafka kafka;
  private final EmbeddedFlink flink;
  private final KafkaPublisher publisher;
  private final AtomicLong accepted = new AtomicLong();
  private final TopicLog log;
  private FlinkJob job;

  private Pipeline(
      EmbeddedKafka kafka, EmbeddedFlink flink, KafkaPublisher publisher, Set<Topic> validated) {
    this.kafka = kafka;
    this.flink = flink;
    this.publisher = publisher;
    List<Topic> topics = new ArrayList<>(RAW);
    topics.addAll(DERIVED);
    this.log = new TopicLog(kafka.bootstrapServers(), topics, validated);
  }

  /**
   * Without a job.
   *
   * @param validated topics of which every record must fit its JSON Schema
   */
  static Pipeline start(Set<Topic> validated) {
    EmbeddedKafka kafka = EmbeddedKafka.start();
    try {
      return new Pipeline(
          kafka,
          EmbeddedFlink.start(SLOTS),
          KafkaPublisher.open(KafkaConfig.of(kafka.bootstrapServers())),
          validated);
    } catch (PublishException e) {
      kafka.close();
      throw new AssertionError("The publisher does not open", e);
    }
  }

  EmbeddedKafka kafka() {
    return kafka;
  }

  EmbeddedFlink flink() {
    return flink;
  }

  FlinkJob job() {
    return job;
  }

  /** Starts the statements job from the first record on. */
  void startJob(int parallelism) {
    job = flink.submit(graph(KafkaOptions.of(kafka.bootstrapServers(), GROUP), parallelism));
    job.awaitRunning(DEADLINE);
  }

  /** Goes on from a savepoint. */
  void restoreJob(String savepoint, int parallelism) {
    StreamGraph graph = graph(KafkaOptions.of(kafka.bootstrapServers(), GROUP), parallelism);
    graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(savepoint));
    job = flink.submit(graph);
    job.awaitRunning(DEADLINE);
  }

  /** The statements job as its command line builds it. */
  StreamGraph graph(KafkaOptions options, int parallelism) {
    Configuration settings = flink.configuration();
    settings.addAll(
        JobEnvironment.configuration(
            new JobSettings("statements", parallelism, Duration.ofMinutes(10), null)));
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    environment.setMaxParallelism(JobEnvironment.MAX_PARALLELISM);
    environment.setParallelism(parallelism);
    StatementsTopology.build(environment, options, TOP);
    return environment.getStreamGraph();
  }

  Collector collect(TargetConfig target) {
    return new Collector(target, this);
  }

  @Override
  public boolean publish(OutgoingRecord record) {
    boolean taken = publisher.publish(record);
    if (taken) {
      accepted.incrementAndGet();
    }
    return taken;
  }

  @Override
  public PublishCounters counters() {
    return publisher.counters();
  }

  /** Returns when all that was published is in Kafka. */
  void awaitDelivery() {
    Await.orFail(
        DEADLINE,
        () -> counters().total().records() == accepted.get(),
        () -> "%d records accepted, %s".formatted(accepted.get(), counters().total()));
  }

  /** Every record of a topic so far; each was held against its JSON Schema. */
  List<ConsumerRecord<byte[], byte[]>> records(Topic topic) {
    return log.records(topic);
  }

  /**
   * The intervals of a collector's instance, once its last good poll and all before it are counted.
   * That poll must not be a baseline: only an interval says that it was counted.
   */
  Intervals intervals(Collector collector) {
    awaitDelivery();
    return intervals(collector.instance(), collector.lastPoll());
  }

  /** Returns when the events of a collector's last good poll, which must have some, are there. */
  void awaitEvents(Collector collector) {
    String id = "\"events:%s:".formatted(collector.lastPoll());
    Await.orFail(
        DEADLINE,
        () ->
            records(Topic.EVENTS).stream()
                .anyMatch(
                    record -> new String(record.value(), StandardCharsets.UTF_8).contains(id)),
        () -> "no events of poll %s; job: %s".formatted(id, job.failure()));
  }

  /**
   * The same for records that no collector published.
   *
   * @param lastPoll {@code instance:collector start:poll}
   */
  Intervals intervals(String instance, String lastPoll) {
    String id = "\"metrics:%s:".formatted(lastPoll);
    byte[] key = instance.getBytes(StandardCharsets.UTF_8);
    Await.orFail(
        DEADLINE,
        () ->
            records(Topic.METRICS).stream()
                .filter(record -> Arrays.equals(record.key(), key))
                .anyMatch(
                    record -> new String(record.value(), StandardCharsets.UTF_8).contains(id)),
        () -> "no metrics of poll %s; job: %s".formatted(lastPoll, job.failure()));
    // Intervals left the operator before the metrics; a checkpoint brings all of them to Kafka.
    job.checkpoint();
    List<byte[]> values =
        records(Topic.STATEMENT_INTERVALS).stream().map(ConsumerRecord::value).toList();
    return Intervals.decode(values, instance);
  }

  @Override
  public void close() {
    publisher.close();
    log.close();
    flink.close();
    kafka.close();
  }
}
