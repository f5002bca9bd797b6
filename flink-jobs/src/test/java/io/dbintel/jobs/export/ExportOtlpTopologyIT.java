package io.dbintel.jobs.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.jobs.export.encode.Encoding;
import io.dbintel.jobs.export.http.Backoff;
import io.dbintel.jobs.export.http.Endpoint;
import io.dbintel.jobs.export.sink.DeadLetterSender;
import io.dbintel.jobs.export.sink.OtlpSink;
import io.dbintel.jobs.export.sink.SinkOptions;
import io.dbintel.jobs.export.testing.Batches;
import io.dbintel.jobs.export.testing.Item;
import io.dbintel.jobs.export.testing.Reply;
import io.dbintel.jobs.export.testing.ScriptedEndpoint;
import io.dbintel.jobs.kafka.KafkaTypes;
import io.dbintel.jobs.kafka.OutboundRecord;
import io.dbintel.jobs.kafka.RawRecord;
import io.dbintel.schemas.deadletter.DeadLetter;
import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.json.RecordCodec;
import io.dbintel.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.datagen.source.GeneratorFunction;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The topology on a real cluster in this process, with checkpoints, outages and crashes. */
@Timeout(90)
class ExportOtlpTopologyIT {
  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final int RECORDS = 1500;
  private static final int PER_SECOND = 300;
  private static final AtomicInteger CHECKPOINTS = new AtomicInteger();
  private static final AtomicInteger STARTS = new AtomicInteger();
  private static final AtomicInteger CRASHES = new AtomicInteger();
  private static final AtomicBoolean CRASH_NOW = new AtomicBoolean();
  private static final List<OutboundRecord> DEAD = Collections.synchronizedList(new ArrayList<>());

  private ScriptedEndpoint endpoint;

  @BeforeEach
  void start() throws Exception {
    CHECKPOINTS.set(0);
    STARTS.set(0);
    CRASHES.set(0);
    CRASH_NOW.set(false);
    DEAD.clear();
    endpoint = new ScriptedEndpoint();
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void checkpointsGoOnDuringAnOutageAndEverythingArrivesAfterIt() throws Exception {
    AtomicInteger before = new AtomicInteger(-1);
    endpoint.script(
        request -> {
          before.compareAndSet(-1, CHECKPOINTS.get());
          return CHECKPOINTS.get() - before.get() < 8 ? Reply.status(503) : Reply.ok();
        });

    run(ExportOtlpTopologyIT::metrics, 1);

    assertThat(endpoint.requests().size()).isGreaterThan(8);
    assertThat(endpoint.accepted()).hasSize(2 * RECORDS).doesNotHaveDuplicates();
    assertInOrder();
  }

  @Test
  void aCrashInAnOutageLosesNothing() throws Exception {
    AtomicInteger before = new AtomicInteger(-1);
    endpoint.script(
        request -> {
          before.compareAndSet(-1, CHECKPOINTS.get());
          if (CRASHES.get() == 0) {
            CRASH_NOW.set(CHECKPOINTS.get() - before.get() >= 3);
            return Reply.status(503);
          }
          return Reply.ok();
        });

    run(ExportOtlpTopologyIT::metrics, 2);

    assertThat(CRASHES).hasValue(1);
    assertThat(endpoint.accepted().stream().distinct()).hasSize(2 * RECORDS);
  }

  @Test
  void aWrongEndpointFailsTheJobWithoutRestarts() {
    endpoint.script(request -> Reply.status(404));

    assertThatThrownBy(() -> run(ExportOtlpTopologyIT::metrics, 1))
        .rootCause()
        .hasMessageContaining(endpoint.url() + "/v1/metrics answered HTTP 404")
        .hasMessageContaining("--endpoint");
    assertThat(STARTS).hasValue(1);
  }

  @Test
  void whatCannotBeReadIsADeadLetterAndTheRestArrives() throws Exception {
    run(n -> n % 100 == 0 ? garbage(n) : metrics(n), 1);

    assertThat(endpoint.accepted()).hasSize(2 * (RECORDS - RECORDS / 100));
    assertThat(DEAD).hasSize(RECORDS / 100);
    DeadLetter letter = new RecordCodec<>(DeadLetter.class).decode(DEAD.get(1).value());
    assertThat(DEAD.get(1).topic()).isEqualTo("dbintel.deadletter");
    assertThat(letter.id()).isEqualTo("dbintel.metrics:3:100");
    assertThat(letter.reason()).isEqualTo(Reason.MALFORMED_JSON);
    assertThat(letter.message()).doesNotContain("alice");
  }

  private static RawRecord metrics(long n) {
    String instance = "db-" + n % 7;
    return Batches.record(Batches.metrics(instance, (int) (n / 7) + 1, "shop"), n);
  }

  private static RawRecord garbage(long n) {
    byte[] value = "alice@example.org".getBytes(StandardCharsets.UTF_8);
    return Batches.record(Topic.METRICS, "db-1", n, value);
  }

  private void run(GeneratorFunction<Long, RawRecord> records, int parallelism) throws Exception {
    Configuration config = new Configuration();
    config.set(PipelineOptions.GENERIC_TYPES, false);
    config.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
    config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 5);
    config.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(50));
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(config);
    env.setParallelism(parallelism);
    env.enableCheckpointing(200);
    DataGeneratorSource<RawRecord> source =
        new DataGeneratorSource<>(
            records, RECORDS, RateLimiterStrategy.perSecond(PER_SECOND), KafkaTypes.RAW);
    ExportOtlpTopology.build(
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "records")
            .map(new Probe())
            .returns(KafkaTypes.RAW),
        Encoding.defaults(),
        new OtlpSink(options(), NoDeadLetters::new),
        new CollectingSink());
    env.execute();
  }

  private SinkOptions options() {
    return new SinkOptions(
        new Endpoint(endpoint.url(), List.of(), Duration.ofSeconds(5)),
        3,
        16 << 20,
        100_000,
        Duration.ofMillis(20),
        new Backoff(Duration.ofMillis(20), Duration.ofMillis(100)));
  }

  private void assertInOrder() {
    Map<String, List<Long>> times = new HashMap<>();
    for (Item item : endpoint.accepted()) {
      times.computeIfAbsent(item.series(), key -> new ArrayList<>()).add(item.timeNanos());
    }
    assertThat(times).hasSize(14);
    assertThat(times).allSatisfy((series, arrived) -> assertThat(arrived).isSorted());
  }

  /** Counts starts and completed checkpoints, and crashes on demand. */
  private static final class Probe extends RichMapFunction<RawRecord, RawRecord>
      implements CheckpointListener {
    private static final long serialVersionUID = 1L;

    @Override
    public void open(OpenContext context) {
      STARTS.incrementAndGet();
    }

    @Override
    public RawRecord map(RawRecord record) {
      if (CRASH_NOW.compareAndSet(true, false)) {
        CRASHES.incrementAndGet();
        throw new IllegalStateException("crash on demand");
      }
      return record;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) {
      CHECKPOINTS.incrementAndGet();
    }
  }

  /** Fails the test's job if a letter is written. */
  private static final class NoDeadLetters implements DeadLetterSender {
    @Override
    public CompletableFuture<Void> send(DeadLetter letter) {
      throw new AssertionError("Unexpected " + letter);
    }

    @Override
    public void close() {}
  }

  /** Keeps records in this process. */
  private static final class CollectingSink implements Sink<OutboundRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public SinkWriter<OutboundRecord> createWriter(WriterInitContext context) {
      return new SinkWriter<>() {
        @Override
        public void write(OutboundRecord record, Context ignored) {
          DEAD.add(record);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
      };
    }
  }
}
