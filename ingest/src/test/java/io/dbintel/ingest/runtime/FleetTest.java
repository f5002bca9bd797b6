package io.dbintel.ingest.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.ingest.breaker.BreakerPolicy;
import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.Collector;
import io.dbintel.ingest.config.IngestConfig;
import io.dbintel.ingest.config.Secret;
import io.dbintel.ingest.config.ServiceConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.health.TargetReport;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.testing.FakeCollector;
import io.dbintel.ingest.testing.FakePublisher;
import io.dbintel.schemas.raw.Capabilities.FeatureState;
import io.dbintel.schemas.testing.SchemaValidation;
import io.dbintel.schemas.topic.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FleetTest {
  private static final Duration TICK = Duration.ofMillis(20);

  @TempDir Path state;
  private final FakePublisher kafka = new FakePublisher();
  private final Map<String, FakeCollector> collectors = new ConcurrentHashMap<>();

  @Test
  void aRunThatHangsHoldsNoOtherFeatureUpAndItsTicksAreLeftOut() {
    try (IngestService service = start(List.of("a"), FleetOptions.defaults())) {
      await(() -> of("a", "sessions").runs.get() > 2);
      CountDownLatch hanging = of("a", "statements").hang();
      await(() -> of("a", "sessions").runs.get() > 40);
      int during = of("a", "statements").runs.get();
      await(() -> of("a", "sessions").runs.get() > 60);
      assertThat(of("a", "statements").runs).hasValue(during);
      assertThat(of("a", "statements").leftOut).hasValue(0);
      hanging.countDown();
      await(() -> of("a", "statements").runs.get() > during + 5);
      assertThat(service.features()).isEqualTo(2);
    }
  }

  @Test
  void manyThatHangHaveAThreadEach() {
    List<String> names = IntStream.range(0, 200).mapToObj(i -> "t" + i).toList();
    try (IngestService service = start(names, FleetOptions.defaults())) {
      List<CountDownLatch> hanging =
          names.stream().map(name -> of(name, "statements").hang()).toList();
      for (String name : names) {
        await(() -> of(name, "sessions").runs.get() > 3);
      }
      hanging.forEach(CountDownLatch::countDown);
      assertThat(service.instances()).hasSize(200);
    }
  }

  @Test
  void anIntervalThatGrowsHoldsAtOnce() {
    try (IngestService service = start(List.of("a"), FleetOptions.defaults())) {
      FakeCollector sessions = of("a", "sessions");
      sessions.interval.set(Duration.ofSeconds(30));
      await(() -> sessions.runs.get() >= 1);
      await(() -> of("a", "statements").runs.get() > 30);
      // One run may have been queued before the first came back.
      assertThat(sessions.runs.get()).isLessThanOrEqualTo(2);
      assertThat(service.targets()).hasSize(1);
    }
  }

  @Test
  void aDefectOfACollectorIsAFailureAndNotItsEnd() {
    FakeCollector broken = new FakeCollector("broken", TICK);
    FleetOptions options =
        FleetOptions.defaults().withCollectors(context -> List.of(throwing(broken)));
    try (IngestService service =
        IngestService.start(config(List.of("a"), Duration.ofSeconds(10)), kafka, options)) {
      await(() -> broken.runs.get() > 3);
      assertThat(service.collectNow("a", "broken").reason()).isEqualTo("internal_error");
    }
  }

  @Test
  void featuresThatFailAreLeftOutThenTriedAndComeBackInOrder() {
    List<String> ran = new CopyOnWriteArrayList<>();
    FleetOptions quick =
        FleetOptions.defaults()
            .withPolicy(
                BreakerPolicy.DEFAULT.withWaits(Duration.ofSeconds(2), Duration.ofSeconds(8), TICK))
            .withObserver((instance, feature, result) -> ran.add(feature + result.outcome()));
    try (IngestService service = start(List.of("a"), quick)) {
      await(() -> of("a", "sessions").runs.get() > 2 && of("a", "statements").runs.get() > 2);
      of("a", "sessions").failure.set("connection_refused");
      of("a", "statements").failure.set("connection_refused");
      await(() -> state(service, "sessions").equals("open"));
      await(() -> state(service, "statements").equals("open"));
      assertThat(service.targets().get(0).state()).isEqualTo(TargetReport.State.DOWN);
      await(() -> of("a", "sessions").leftOut.get() > 2);
      assertThat(of("a", "sessions").lastLeftOut).hasValue("breaker_open");
      ran.clear();
      of("a", "sessions").failure.set(null);
      of("a", "statements").failure.set(null);
      await(() -> state(service, "sessions").equals("closed"));
      assertThat(ran.subList(0, 4))
          .as("statements until they are back, then sessions")
          .containsExactly("statementsOK", "statementsOK", "statementsOK", ran.get(3));
      assertThat(ran.indexOf("sessionsOK")).isGreaterThan(2);
      assertThat(service.targets().get(0).state()).isEqualTo(TargetReport.State.UP);
    }
  }

  @Test
  void aLookThatAskedNothingIsNoRun() {
    List<String> ran = new CopyOnWriteArrayList<>();
    FleetOptions observed =
        FleetOptions.defaults().withObserver((instance, feature, result) -> ran.add(feature));
    try (IngestService service = start(List.of("a"), observed)) {
      await(() -> of("a", "sessions").runs.get() > 2);
      of("a", "sessions").idle.set(true);
      int before = of("a", "sessions").runs.get();
      await(() -> of("a", "sessions").runs.get() > before + 1);
      of("a", "sessions").failure.set("timeout");
      int failing = of("a", "sessions").runs.get();
      int counted = count(ran, "sessions");
      await(() -> of("a", "sessions").runs.get() > failing + 20);
      assertThat(state(service, "sessions")).isEqualTo("closed");
      assertThat(count(ran, "sessions")).isEqualTo(counted);
      of("a", "sessions").idle.set(false);
      await(() -> state(service, "sessions").equals("open"));
    }
  }

  @Test
  void breakersSurviveARestartAndOverridesAreObeyed() throws Exception {
    try (IngestService service = start(List.of("a"), FleetOptions.defaults())) {
      await(() -> of("a", "sessions").runs.get() > 0);
      of("a", "sessions").failure.set("wrong_password");
      await(() -> state(service, "sessions").equals("open"));
    }
    assertThat(Files.readString(state.resolve("breakers.json"))).contains("wrong_password");
    Files.writeString(state.resolve("overrides.yaml"), "a: {statements: open}\n");
    try (IngestService service = start(List.of("a"), FleetOptions.defaults())) {
      FeatureState sessions = service.features("a").get("sessions");
      assertThat(sessions.state()).isEqualTo("open");
      assertThat(sessions.reason()).isEqualTo("wrong_password");
      await(() -> of("a", "statements").leftOut.get() > 3);
      await(() -> of("a", "sessions").leftOut.get() > 3);
      assertThat(of("a", "statements").runs).hasValue(0);
      assertThat(of("a", "sessions").runs).hasValue(0);
      assertThat(state(service, "statements")).isEqualTo("forced_open");
      Files.writeString(
          state.resolve("overrides.yaml"), "a: {sessions: closed, statements: closed}\n");
      await(() -> of("a", "statements").runs.get() > 3);
      await(() -> of("a", "sessions").runs.get() > 3);
      assertThat(state(service, "sessions")).isEqualTo("closed");
    }
  }

  @Test
  void aRunByHandGoesPastTheBreaker() {
    try (IngestService service = start(List.of("a"), FleetOptions.defaults())) {
      of("a", "sessions").failure.set("wrong_password");
      await(() -> state(service, "sessions").equals("open"));
      int runs = of("a", "sessions").runs.get();
      assertThat(service.collectNow("a", "sessions").reason()).isEqualTo("wrong_password");
      assertThat(of("a", "sessions").runs).hasValue(runs + 1);
      assertThatThrownBy(() -> service.collectNow("a", "plans"))
          .hasMessage("feature plans: must be one of [statements, sessions] of a");
    }
  }

  @Test
  void eachHeartbeatGoesToEveryPartitionWithWhatWasLost() {
    kafka.counters().lost(Topic.RAW_SESSIONS);
    try (IngestService service =
        IngestService.start(
            config(List.of("a", "b"), Duration.ofMillis(200)), kafka, options(TICK))) {
      int partitions = Topic.HEARTBEATS.partitions();
      await(() -> heartbeats().size() >= 2 * partitions);
      List<OutgoingRecord> two = heartbeats().subList(0, 2 * partitions);
      assertThat(two.subList(0, partitions))
          .extracting(OutgoingRecord::partition)
          .doesNotHaveDuplicates();
      two.forEach(record -> SchemaValidation.assertValid(Topic.HEARTBEATS, record.value()));
      String first = new String(two.get(0).value(), UTF_8);
      assertThat(first)
          .contains("\"tick\":0", "\"instances\":2", "\"interval_micros\":200000")
          .contains("\"lost\":{\"dbintel.raw.sessions\":1}");
      assertThat(service.instances()).hasSize(2);
    }
  }

  private static int count(List<String> ran, String feature) {
    return (int) ran.stream().filter(feature::equals).count();
  }

  private List<OutgoingRecord> heartbeats() {
    return kafka.records().stream().filter(each -> each.topic() == Topic.HEARTBEATS).toList();
  }

  private static Collector throwing(FakeCollector counted) {
    return new Collector() {
      @Override
      public String feature() {
        return counted.feature();
      }

      @Override
      public Duration interval() {
        return TICK;
      }

      @Override
      public CollectResult collect() {
        counted.collect();
        throw new IllegalStateException("a defect");
      }

      @Override
      public CollectResult leaveOut(String reason) {
        throw new IllegalStateException("another defect");
      }

      @Override
      public void close() {}
    };
  }

  private FakeCollector of(String instance, String feature) {
    return collectors.get(instance + "/" + feature);
  }

  private static String state(IngestService service, String feature) {
    return service.features("a").get(feature).state();
  }

  private IngestService start(List<String> instances, FleetOptions options) {
    collectors.clear();
    return IngestService.start(
        config(instances, Duration.ofSeconds(10)),
        kafka,
        options.withCollectors(options(TICK).collectors()));
  }

  private FleetOptions options(Duration interval) {
    return FleetOptions.defaults()
        .withCollectors(
            context -> {
              FakeCollector statements = new FakeCollector("statements", interval);
              FakeCollector sessions = new FakeCollector("sessions", interval);
              collectors.put(context.target().instance() + "/statements", statements);
              collectors.put(context.target().instance() + "/sessions", sessions);
              return List.of(statements, sessions);
            });
  }

  private IngestConfig config(List<String> instances, Duration heartbeats) {
    ServiceConfig defaults = ServiceConfig.defaults().withStateDirectory(state.toString());
    ServiceConfig service =
        new ServiceConfig(
            defaults.stateDirectory(),
            defaults.spoolBytes(),
            heartbeats,
            defaults.healthAddress(),
            defaults.otlpLogsAddress(),
            defaults.otlpLogsToken(),
            defaults.telemetryEndpoint(),
            defaults.telemetryInterval());
    List<TargetConfig> targets =
        instances.stream()
            .map(name -> TargetConfig.of(name, "127.0.0.1", 1, "postgres", "u", Secret.NONE))
            .toList();
    return new IngestConfig("c", null, service, targets);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("A condition").isLessThan(deadline);
      LockSupport.parkNanos(2_000_000);
    }
  }
}
