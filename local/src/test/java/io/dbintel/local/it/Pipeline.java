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
import io.dbintel.schemas.testing.SchemaValidation;
import io.dbintel.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
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

  private final EmbeddedKafka kafka;
  private final EmbeddedFlink flink;
  private final KafkaPublisher publisher;
  private final AtomicLong accepted = new AtomicLong();
  private FlinkJob job;

  private Pipeline(EmbeddedKafka kafka, EmbeddedFlink flink, KafkaPublisher publisher) {
    this.kafka = kafka;
    this.flink = flink;
    this.publisher = publisher;
  }

  /** Without a job. */
  static Pipeline start() {
    EmbeddedKafka kafka = EmbeddedKafka.start();
    try {
      return new Pipeline(
          kafka,
          EmbeddedFlink.start(SLOTS),
          KafkaPublisher.open(KafkaConfig.of(kafka.bootstrapServers())));
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

  /** Returns when the job has read all raw records and all its results are in Kafka. */
  void settle() {
    awaitDelivery();
    GroupProgress.settle(kafka.bootstrapServers(), GROUP, RAW, job, DEADLINE);
  }

  List<ConsumerRecord<byte[], byte[]>> records(Topic topic) {
    return kafka.clients().readAll(topic.topicName());
  }

  /** The intervals of an instance; first waits for all results. */
  Intervals intervals(String instance) {
    settle();
    List<byte[]> values =
        records(Topic.STATEMENT_INTERVALS).stream().map(ConsumerRecord::value).toList();
    return Intervals.decode(values, instance);
  }

  /** Holds every record of these topics against its JSON Schema. */
  void assertValid(List<Topic> topics) {
    for (Topic topic : topics) {
      records(topic).forEach(record -> SchemaValidation.assertValid(topic, record.value()));
    }
  }

  @Override
  public void close() {
    publisher.close();
    flink.close();
    kafka.close();
  }
}
