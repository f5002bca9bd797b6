package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.breaker.BreakerPolicy;
import io.dbintel.ingest.config.IngestConfig;
import io.dbintel.ingest.config.ServiceConfig;
import io.dbintel.ingest.config.StatementsConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.runtime.FleetOptions;
import io.dbintel.ingest.runtime.IngestService;
import io.dbintel.ingest.statements.PollSummary;
import io.dbintel.local.Await;
import io.dbintel.schemas.envelope.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many targets in one process, some of which fail in every way. */
@Timeout(240)
class FleetIT {
  /** Statements, capabilities, sessions and metrics. */
  private static final int SIGNALS = 4;

  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int EACH = 30;
  private static final int TICKS = 15;

  private static MonitoredServer server;
  private final Kept kept = new Kept();
  @TempDir Path state;

  @BeforeAll
  static void start() {
    server = MonitoredServer.start(17, Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void thirtyThatNeverAnswerDelayNoneOfThirtyThatDo() throws Exception {
    List<TargetConfig> targets = new ArrayList<>();
    try (Proxy blackhole = Proxy.toNowhere()) {
      for (int i = 0; i < EACH; i++) {
        targets.add(quick(server.target("good-" + i)));
        targets.add(
            quick(Targets.at(server.target("bad-" + i), "127.0.0.1", blackhole.port()))
                .withConnectTimeout(Duration.ofSeconds(3)));
      }
      try (IngestService service =
          IngestService.start(new IngestConfig("it", null, targets), kept)) {
        await(() -> kept.ticks("good-0").size() > TICKS + 5, "Ticks of good-0");
        // Each of those that hang runs its own login into the deadline, then its breaker opens.
        await(() -> kept.reasons("bad-0").contains("breaker_open"), "An open breaker of bad-0");
        assertThat(service.features()).isEqualTo(SIGNALS * 2 * EACH);
        assertThat(service.counters().failedPolls()).isGreaterThanOrEqualTo(5);
      }
    }
    for (int i = 0; i < EACH; i++) {
      assertThat(kept.reasons("good-" + i)).isEmpty();
      assertNoTickMissed("good-" + i);
      assertThat(kept.ticks("bad-" + i)).isEmpty();
      assertThat(kept.reasons("bad-" + i)).startsWith("timeout");
    }
  }

  /** Judged by the records: as many as intervals went by, but for one that a busy machine ate. */
  private void assertNoTickMissed(String instance) {
    List<Long> ticks = kept.ticks(instance);
    long micros = ticks.get(ticks.size() - 1) - ticks.get(0);
    long intervals = Math.round(micros * 1_000.0 / INTERVAL.toNanos());
    assertThat(ticks.size() - 1).as(instance).isGreaterThanOrEqualTo((int) intervals - 2);
    assertThat(intervals).as(instance).isGreaterThanOrEqualTo(TICKS - 5);
  }

  @Test
  void aConnectionThatGoesSilentInMidQueryEndsAtItsDeadline() throws Exception {
    try (Proxy proxy = Proxy.to(server.postgres().port())) {
      TargetConfig target = throughProxy("silent", proxy);
      try (IngestService service =
          IngestService.manual(new IngestConfig("it", null, List.of(target)), kept)) {
        assertThat(service.pollNow("silent").outcome()).isEqualTo(Outcome.OK);
        proxy.freeze();
        PollSummary silent = service.pollNow("silent");
        assertThat(silent.reason()).isEqualTo("timeout");
        assertThat(silent.duration()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(10));
        assertThat(proxy.withheld()).as("bytes of the query").isPositive();
        proxy.thaw();
        assertThat(service.pollNow("silent").outcome()).isEqualTo(Outcome.OK);
      }
    }
  }

  @Test
  void aConnectionThatIsCutInMidQueryIsSaidAtOnceAndOpenedAgain() throws Exception {
    try (Proxy proxy = Proxy.to(server.postgres().port())) {
      TargetConfig target = throughProxy("cut", proxy);
      try (IngestService service =
          IngestService.manual(new IngestConfig("it", null, List.of(target)), kept)) {
        assertThat(service.pollNow("cut").outcome()).isEqualTo(Outcome.OK);
        proxy.freeze();
        CompletableFuture<PollSummary> running =
            CompletableFuture.supplyAsync(() -> service.pollNow("cut"));
        await(() -> proxy.withheld() > 0, "A query on its way");
        proxy.thaw();
        assertThat(running.join().reason()).isEqualTo("connection_lost");
        assertThat(service.pollNow("cut").outcome()).isEqualTo(Outcome.OK);
      }
    }
  }

  @Test
  void afterARestartOfTheServerFeaturesReturnOneByOneStatementsFirst() throws Exception {
    try (MonitoredServer own = MonitoredServer.start(16, Map.of())) {
      List<String> runs = new CopyOnWriteArrayList<>();
      FleetOptions.Factory usual = FleetOptions.defaults().collectors();
      FleetOptions options =
          FleetOptions.defaults()
              .withPolicy(
                  BreakerPolicy.DEFAULT.withWaits(
                      Duration.ofSeconds(3), Duration.ofSeconds(12), Duration.ofMillis(500)))
              .withCollectors(
                  context ->
                      Stream.concat(
                              usual.of(context).stream()
                                  .filter(each -> each.feature().equals("statements")),
                              Stream.of(new PingCollector(context, INTERVAL)))
                          .toList())
              .withObserver(
                  (instance, feature, result) -> runs.add(feature + " " + result.outcome().word()));
      IngestConfig config = new IngestConfig("it", null, List.of(quick(own.target("restarted"))));
      try (IngestService service = IngestService.start(config, kept, options)) {
        await(() -> runs.contains("ping ok") && runs.contains("statements ok"), "First runs");
        own.postgres().stop();
        await(() -> open(service, "ping") && open(service, "statements"), "Open breakers");
        assertThat(service.features("restarted").get("ping").reason())
            .isEqualTo("connection_refused");
        // What runs from here on are tries, and of a server that is away only by statements.
        runs.clear();
        await(() -> runs.size() >= 2, "Tries");
        assertThat(runs).containsOnly("statements failed");
        own.postgres().startAgain();
        await(() -> closed(service, "ping") && closed(service, "statements"), "Closed breakers");
        int ping = runs.indexOf("ping ok");
        assertThat(runs.subList(0, ping).stream().filter("statements ok"::equals).count())
            .as("statements are back before anything else is tried: %s", runs)
            .isGreaterThanOrEqualTo(3);
        assertThat(runs).doesNotContain("ping failed");
      }
      assertThat(kept.reasons("restarted")).contains("connection_refused", "breaker_open");
    }
  }

  @Test
  void aWrongPasswordIsTriedOnceAndNotAgainAfterARestartOfTheCollector() throws Exception {
    TargetConfig wrong = quick(Targets.withPassword(server.target("wrong"), "guessed"));
    ServiceConfig service = ServiceConfig.defaults().withStateDirectory(state.toString());
    IngestConfig config = new IngestConfig("it", null, service, List.of(wrong));
    try (IngestService first = IngestService.start(config, kept)) {
      await(() -> kept.reasons("wrong").size() >= 4, "Ticks of the first run");
      assertThat(first.features("wrong").get("statements").state()).isEqualTo("open");
    }
    int before = kept.reasons("wrong").size();
    try (IngestService second = IngestService.start(config, kept)) {
      await(() -> kept.reasons("wrong").size() >= before + 3, "Ticks of the second run");
      assertThat(second.features("wrong").get("statements").reason()).isEqualTo("wrong_password");
    }
    List<String> reasons = kept.reasons("wrong");
    assertThat(reasons.get(0)).isEqualTo("wrong_password");
    assertThat(reasons.subList(1, reasons.size())).containsOnly("breaker_open");
    assertThat(
            Files.readAllLines(server.postgres().serverLog()).stream()
                .filter(line -> line.contains("password authentication failed"))
                .count())
        .isEqualTo(1);
  }

  private static TargetConfig throughProxy(String instance, Proxy proxy) {
    StatementsConfig impatient =
        StatementsConfig.defaults()
            .withTimeouts(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(2));
    return Targets.at(server.target(instance), "127.0.0.1", proxy.port()).withStatements(impatient);
  }

  private static TargetConfig quick(TargetConfig target) {
    return target.withStatements(StatementsConfig.defaults().withInterval(INTERVAL));
  }

  private static boolean open(IngestService service, String feature) {
    return state(service, feature).equals("open");
  }

  private static boolean closed(IngestService service, String feature) {
    return state(service, feature).equals("closed");
  }

  private static String state(IngestService service, String feature) {
    return service.features("restarted").get(feature).state();
  }

  private static void await(BooleanSupplier condition, String what) {
    Await.orFail(DEADLINE, condition, () -> what + ": none came");
  }
}
