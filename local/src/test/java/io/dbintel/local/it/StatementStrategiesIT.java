package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.config.StatementsConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.Micros;
import io.dbintel.ingest.postgres.Watchdog;
import io.dbintel.ingest.statements.PollMemory;
import io.dbintel.ingest.statements.PollSummary;
import io.dbintel.ingest.statements.StatementsPoller;
import io.dbintel.ingest.statements.Strategy;
import io.dbintel.local.Await;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.statements.IntervalFlags;
import io.dbintel.schemas.statements.QueryTexts;
import io.dbintel.schemas.statements.StatementColumns;
import io.dbintel.schemas.statements.StatementsChunk;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where counters come from, and what a change of it makes of the sums. */
@ExtendWith(SharedStack.class)
class StatementStrategiesIT {
  private static final String STATEMENT = "SELECT 0 AS by_strategy";

  private final Pipeline pipeline;

  StatementStrategiesIT(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Test
  void theStrategySaysWhetherIoIsTimedAndWhatIsLeftWithoutTheExtension() {
    try (MonitoredServer server = MonitoredServer.start(17, Map.of());
        Watchdog watchdog = new Watchdog();
        StatementsPoller poller =
            new StatementsPoller(
                new CollectorRun("it", Micros.of(Clock.systemUTC().instant()), Clock.systemUTC()),
                server.target("strategy"),
                watchdog,
                new Tap(pipeline),
                PollMemory.ofHeap(waited -> {}))) {
      assertThat(poller.strategy()).isEmpty();
      poller.poll();
      assertThat(poller.strategy()).contains(Strategy.STATEMENTS_WITH_IO_TIMING);

      server.run("ALTER SYSTEM SET track_io_timing = off");
      server.run("SELECT pg_reload_conf()");
      Await.orFail(
          Duration.ofSeconds(10),
          () -> {
            assertThat(poller.poll().outcome()).isEqualTo(Outcome.OK);
            return poller.strategy().orElseThrow() == Strategy.STATEMENTS;
          },
          () -> "the strategy stays " + poller.strategy());

      server.run("DROP EXTENSION pg_stat_statements");
      PollSummary without = poller.poll();
      assertThat(without.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(without.reason()).isEqualTo("missing_extension");
      assertThat(poller.strategy()).contains(Strategy.SAMPLES);
    }
  }

  @Test
  void anExtensionThatIsDroppedCreatedAgainAndUpdatedCostsBaselinesAndInventsNothing() {
    try (MonitoredServer server = MonitoredServer.start(17, Map.of());
        Scenario scenario = new Scenario(pipeline, server, "versions")) {
      server.repeat(STATEMENT, 5);
      PollSummary first = scenario.baseline();
      server.repeat(STATEMENT, 3);
      PollSummary before = scenario.poll();
      scenario.compare().assertExact();

      server.runUnseen("DROP EXTENSION pg_stat_statements");
      PollSummary missing = scenario.collector().tryPoll();
      server.repeat(STATEMENT, 4);
      server.runUnseen("CREATE EXTENSION pg_stat_statements VERSION '1.10'");
      PollSummary older = scenario.baseline();
      server.runUnseen("ALTER EXTENSION pg_stat_statements UPDATE");
      PollSummary updated = scenario.baseline();
      server.repeat(STATEMENT, 2);
      PollSummary last = scenario.poll();

      assertThat(missing.reason()).isEqualTo("missing_extension");
      assertThat(before.epoch()).isEqualTo(first.epoch());
      assertThat(older.epoch().viewVersion()).isEqualTo("1.10");
      assertThat(updated.epoch().viewVersion()).isEqualTo("1.11");
      Intervals measured = scenario.measured();
      for (PollSummary baseline : List.of(first, missing, older, updated)) {
        assertThat(measured.ofPolls(number -> number == baseline.pollNumber()).rows()).isEmpty();
      }
      assertThat(
              measured
                  .ofPolls(number -> number == last.pollNumber())
                  .sums()
                  .get(server.keyOf("AS by_strategy"))
                  .calls())
          .isEqualTo(2);
      scenario.compare().assertExact();
    }
  }

  @Test
  void closedBucketsOfPgStatMonitorAreReadOnceAndCountedWhole() {
    StatementKey one = new StatementKey(10, 5, true, 1);
    StatementKey two = new StatementKey(10, 5, true, 2);
    try (MonitorStandIn monitor = new MonitorStandIn()) {
      monitor.row(9, 1, "shop", 100, 1);
      monitor.row(8, 1, "shop", 3, 2);
      monitor.row(8, 1, "report", 1, 6);
      monitor.row(8, 2, "shop", 5, 1);
      monitor.row(7, 1, "shop", 40, 1);
      monitor.open(7);
      try (Collector collector = pipeline.collect(target(monitor))) {
        PollSummary poll = collector.poll();
        assertThat(poll.pollNumber()).as("two closed buckets").isEqualTo(1);
        assertThat(poll.epoch().view()).isEqualTo("pg_stat_monitor");
        assertThat(poll.epoch().viewVersion()).isEqualTo("2.1");
        assertThat(poll.epoch().kind()).isEqualTo("bucketed");
        assertThat(poll.epoch().statsReset()).hasToString(monitor.startMicros(8));
        texts(collector);
        bucketAsRead(collector, monitor);

        Values first = pipeline.intervals(collector).sums().get(one);
        assertThat(first.calls()).isEqualTo(4);
        assertThat(first.real(StatementColumns.TOTAL_EXEC_TIME)).isEqualTo(12);
        assertThat(first.real(StatementColumns.ordinal("shared_blks_hit"))).isEqualTo(6);
        assertThat(first.real(StatementColumns.ordinal("shared_blk_read_time"))).isEqualTo(1);
        assertThat(first.real(StatementColumns.ordinal("wal_bytes"))).isEqualTo(200);
        assertThat(first.real(StatementColumns.EXEC_SUM_OF_SQUARES))
            .isCloseTo(3 * 4 + 36, within(1e-9));
        assertThat(pipeline.intervals(collector).flags().get(two))
            .isEqualTo(IntervalFlags.LOWER_BOUND);

        PollSummary nothing = collector.poll();
        assertThat(nothing.records()).isZero();
        assertThat(nothing.epoch().kind()).isEqualTo("bucketed");

        monitor.close(7);
        monitor.row(6, 2, "shop", 1, 1);
        monitor.open(6);
        assertThat(collector.poll().pollNumber()).isEqualTo(2);
        assertThat(pipeline.intervals(collector).sums().get(one).calls()).isEqualTo(44);
      }
      monitor.close(6);
      try (Collector restarted = pipeline.collect(target(monitor))) {
        restarted.poll();
        Intervals all = pipeline.intervals(restarted);
        assertThat(all.sums().get(one).calls()).as("nothing twice").isEqualTo(44);
        assertThat(all.sums().get(two).calls()).as("nothing lost").isEqualTo(6);
      }
    }
  }

  private static TargetConfig target(MonitorStandIn monitor) {
    return monitor
        .server()
        .target("buckets")
        .withStatements(StatementsConfig.defaults().withTextsMinInterval(Duration.ZERO));
  }

  private static void texts(Collector collector) {
    assertThat(collector.texts())
        .flatExtracting(QueryTexts::texts)
        .extracting(QueryTexts.QueryText::text)
        .containsExactlyInAnyOrder("SELECT 1", "SELECT 2");
  }

  /** The bucket's records: its own time, and one row for each statement. */
  private static void bucketAsRead(Collector collector, MonitorStandIn monitor) {
    List<StatementsChunk> chunks = collector.chunks(1);
    long start = Long.parseLong(monitor.startMicros(8));
    assertThat(chunks)
        .allSatisfy(
            chunk -> {
              assertThat(chunk.envelope().serverTimeBefore()).isEqualTo(start);
              assertThat(chunk.envelope().serverTimeAfter()).isEqualTo(start + 60_000_000 - 1);
            });
    assertThat(chunks.stream().mapToInt(StatementsChunk::rows).sum()).isEqualTo(2);
  }
}
