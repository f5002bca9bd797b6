package io.dbintel.local.demo;

import io.dbintel.ingest.config.IngestConfig;
import io.dbintel.ingest.config.KafkaConfig;
import io.dbintel.ingest.publish.KafkaPublisher;
import io.dbintel.ingest.publish.PublishException;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.ingest.runtime.IngestService;
import io.dbintel.local.flink.EmbeddedFlink;
import io.dbintel.local.kafka.EmbeddedKafka;
import io.dbintel.local.otlp.OtlpReceiver;
import io.dbintel.local.workload.ShopWorkload;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * Everything that runs in the demo, from the server to the OTLP receiver. {@link #start} returns
 * when the jobs run, the first poll is taken and the workload works.
 */
record Stack(
    Database database,
    ShopWorkload workload,
    EmbeddedKafka kafka,
    EmbeddedFlink flink,
    Pipeline pipeline,
    RecordPublisher publisher,
    IngestService ingest,
    OtlpReceiver receiver,
    ExportTracker exported,
    TopicFollower follower) {
  /** The instance id of the monitored server. */
  static final String INSTANCE = "demo";

  private static final String COLLECTOR = "demo-collector";
  private static final long SEED = 7;

  /** Server and shop, which start while Kafka and Flink do. */
  private record Monitored(Database database, ShopWorkload workload) {}

  /**
   * @param closers takes over what has started, also when the rest does not
   * @param progress hears of each step
   */
  static Stack start(DemoOptions options, Seams seams, Closers closers, Consumer<String> progress) {
    CompletableFuture<Monitored> monitored =
        CompletableFuture.supplyAsync(() -> monitored(options, closers, progress));
    CompletableFuture<EmbeddedFlink> starting =
        CompletableFuture.supplyAsync(() -> closers.add(EmbeddedFlink.start(Pipeline.SLOTS)));
    try {
      OtlpReceiver receiver = closers.add(OtlpReceiver.start(seams.responder()));
      ExportTracker exported = new ExportTracker(receiver);
      EmbeddedKafka kafka = closers.add(EmbeddedKafka.start());
      RecordPublisher publisher =
          seams.publisher().apply(closers.add(publisher(KafkaConfig.of(kafka.bootstrapServers()))));
      progress.accept("Kafka is up");
      EmbeddedFlink flink = starting.join();
      progress.accept("Flink is up");
      Pipeline pipeline =
          Pipeline.start(flink, kafka.bootstrapServers(), receiver.endpoint(), options.top());
      progress.accept("the jobs run");
      TopicFollower follower = closers.add(new TopicFollower(kafka.bootstrapServers()));
      Monitored server = monitored.join();
      IngestService ingest = closers.add(ingest(options, server.database(), publisher));
      // The first poll is the baseline: all that the shop does from here on is counted.
      ingest.pollNow(INSTANCE);
      server.workload().start();
      progress.accept("the collector polls every %d s".formatted(options.interval().toSeconds()));
      return new Stack(
          server.database(),
          server.workload(),
          kafka,
          flink,
          pipeline,
          publisher,
          ingest,
          receiver,
          exported,
          follower);
    } catch (CompletionException failure) {
      throw failure.getCause() instanceof RuntimeException cause ? cause : failure;
    } finally {
      // Nobody may be starting anything any more when the caller begins to close.
      settle(monitored);
      settle(starting);
    }
  }

  private static void settle(CompletableFuture<?> part) {
    var unused = part.handle((result, failure) -> result).join();
  }

  private static Monitored monitored(
      DemoOptions options, Closers closers, Consumer<String> progress) {
    Database database = closers.add(Database.start(options.major()));
    progress.accept("PostgreSQL %d is up".formatted(options.major()));
    ShopWorkload workload = closers.add(ShopWorkload.create(database.server(), SEED));
    progress.accept("the shop is built");
    return new Monitored(database, workload);
  }

  private static RecordPublisher publisher(KafkaConfig config) {
    try {
      return KafkaPublisher.open(config);
    } catch (PublishException failure) {
      throw new IllegalStateException(failure.getMessage(), failure);
    }
  }

  private static IngestService ingest(
      DemoOptions options, Database database, RecordPublisher publisher) {
    IngestConfig config =
        new IngestConfig(COLLECTOR, null, List.of(database.target(INSTANCE, options.interval())));
    return IngestService.start(config, publisher);
  }
}
