package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.statements.PollSummary;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What resets, evictions, restarts, crashes and failovers make of the sums. */
@ExtendWith(SharedStack.class)
class StatementsResetsIT {
  private static final String STATEMENT = "SELECT 0 AS by_hand";

  private final Pipeline pipeline;
  private final Servers servers;

  StatementsResetsIT(Pipeline pipeline, Servers servers) {
    this.pipeline = pipeline;
    this.servers = servers;
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 17, 18})
  void afterAResetOfAllTheNewValuesCountAndAreFlagged(int major) {
    MonitoredServer server = servers.of(major);
    try (Scenario scenario = new Scenario(pipeline, server, "reset")) {
      server.repeat(STATEMENT, 9);
      scenario.baseline();
      server.repeat(STATEMENT, 5);
      scenario.look();
      server.runUnseen("SELECT pg_stat_statements_reset()");
      scenario.lostEverything();
      server.repeat(STATEMENT, 4);
      PollSummary after = scenario.poll();
      ViewRows atPoll = server.view();
      server.repeat(STATEMENT, 3);
      PollSummary later = scenario.poll();

      scenario.compare().assertHonest();
      scenario.compare(ViewRows.EMPTY, atPoll, after).assertEqual();
      scenario.compare(atPoll, server.view(), later).assertExact();
      Intervals reset = scenario.measured().ofPolls(number -> number == after.pollNumber());
      assertThat(reset.flagged()).contains(server.keyOf("AS by_hand"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 17, 18})
  void afterAResetOfOneEntryOnlyThatOneIsFlagged(int major) {
    MonitoredServer server = servers.of(major);
    try (Scenario scenario = new Scenario(pipeline, server, "single-reset")) {
      server.run("SELECT pg_stat_statements_reset()");
      server.repeat(STATEMENT, 6);
      server.repeat("SELECT 1, 2 AS untouched", 6);
      scenario.baseline();
      server.repeat("SELECT 1, 2 AS untouched", 2);
      server.repeat(STATEMENT, 2);
      StatementKey key = server.keyOf("AS by_hand");
      server.runUnseen(
          "SELECT pg_stat_statements_reset(%d, %d, %d)"
              .formatted(key.userid(), key.dbid(), key.queryid()));
      // More than before the reset where the entry tells its age; else only a fall is seen.
      int again = major >= 17 ? 20 : 3;
      server.repeat(STATEMENT, again);
      scenario.collector().poll();
      server.repeat(STATEMENT, 5);
      scenario.collector().poll();

      Intervals measured = scenario.measured();
      assertThat(measured.flagged()).containsExactly(key);
      assertThat(measured.sums().get(key).calls()).isEqualTo(again + 5);
      assertThat(measured.sums().get(server.keyOf("AS untouched")).calls()).isEqualTo(2);
      assertThat(measured.rows(key)).hasSize(2);
      assertThat(measured.rows(key).get(1).flags()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 17})
  void evictedAndReturnedEntriesNeverCountMoreThanTheyRan(int major) {
    Map<String, String> smallest =
        Map.of("pg_stat_statements.max", "100", "pg_stat_statements.track_utility", "off");
    try (MonitoredServer server = MonitoredServer.start(major, smallest);
        Scenario scenario = new Scenario(pipeline, server, "eviction")) {
      Workload.createWide(server);
      server.repeat("SELECT 1 AS lasting", 50);
      server.repeat("SELECT c999 FROM wide", 1);
      StatementKey victim = server.keyOf("SELECT c999");
      scenario.baseline();
      server.repeat("SELECT 1 AS lasting", 7);
      for (int round = 0; round < 3; round++) {
        server.run(Workload.distinct(round * 150, 150));
      }
      assertThat(server.view().rows().keySet()).doesNotContain(victim);
      server.repeat("SELECT c999 FROM wide", 5);
      PollSummary evicting = scenario.collector().poll();
      server.repeat("SELECT c999 FROM wide", 4);
      server.repeat("SELECT 1 AS lasting", 3);
      PollSummary quiet = scenario.collector().poll();

      Intervals all = scenario.measured();
      Intervals during = all.ofPolls(number -> number == evicting.pollNumber());
      Intervals after = all.ofPolls(number -> number == quiet.pollNumber());
      StatementKey lasting = server.keyOf("AS lasting");
      assertThat(during.sums().get(lasting).calls()).isEqualTo(7);
      assertThat(during.sums().get(victim).calls()).isPositive().isLessThanOrEqualTo(5);
      assertThat(during.calls()).isLessThanOrEqualTo(7 + 3 * 150 + 5);
      assertThat(after.sums().get(victim).calls()).isEqualTo(4);
      assertThat(after.sums().get(lasting).calls()).isEqualTo(3);
      assertThat(after.flagged()).isEmpty();
      if (major >= 14) {
        assertThat(during.flagged()).contains(victim);
        assertThat(during.chunks()).allMatch(chunk -> chunk.header().evictions() > 0);
      }
      if (major == 14) {
        assertThat(during.flagged()).as("before 17 all are in doubt").contains(lasting);
      }
      if (major == 17) {
        assertThat(during.flagged()).as("17 knows the age of an entry").doesNotContain(lasting);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 17})
  void aCleanRestartLosesNothingFrom14On(int major) {
    MonitoredServer server = servers.of(major);
    try (Scenario scenario = new Scenario(pipeline, server, "restart")) {
      server.repeat(STATEMENT, 8);
      scenario.baseline();
      server.repeat(STATEMENT, 3);
      server.postgres().restartCleanly();
      server.repeat(STATEMENT, 2);
      PollSummary broken = scenario.collector().tryPoll();
      if (major == 13) {
        scenario.baseline();
      }
      server.repeat(STATEMENT, 4);
      scenario.poll();

      assertThat(broken.reason()).isEqualTo("connection_lost");
      scenario.compare().assertExact();
      long byHand = scenario.measured().sums().get(server.keyOf("AS by_hand")).calls();
      assertThat(byHand).isEqualTo(major == 13 ? 4 : 9);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 17})
  void aCrashTakesTheStatisticsAlongAndInventsNone(int major) throws SQLException {
    MonitoredServer server = servers.of(major);
    try (Scenario scenario = new Scenario(pipeline, server, "crash")) {
      server.repeat(STATEMENT, 9);
      scenario.baseline();
      server.repeat(STATEMENT, 3);
      scenario.look();
      try (Connection victim = server.observer()) {
        server
            .postgres()
            .killBackend(victim.unwrap(org.postgresql.PGConnection.class).getBackendPID());
      }
      scenario.lostEverything();
      server.repeat(STATEMENT, 2);
      scenario.collector().tryPoll();
      PollSummary after = scenario.poll();
      ViewRows atPoll = server.view();
      server.repeat(STATEMENT, 6);
      PollSummary later = scenario.poll();

      scenario.compare().assertHonest();
      scenario.compare(ViewRows.EMPTY, atPoll, after).assertEqual();
      scenario.compare(atPoll, server.view(), later).assertExact();
    }
  }

  @Test
  void aPromotedStandbyStartsAnewAndIsThenExact() {
    String instance = "failover-17";
    try (MonitoredServer primary = MonitoredServer.start(17, Map.of());
        MonitoredServer standby = MonitoredServer.startStandbyOf(primary)) {
      standby.repeat(STATEMENT, 40);
      try (Scenario before = new Scenario(pipeline, primary, primary.target(instance));
          Scenario onStandby = new Scenario(pipeline, standby, "standby")) {
        primary.repeat(STATEMENT, 5);
        before.baseline();
        onStandby.baseline();
        primary.repeat(STATEMENT, 6);
        before.poll();
        standby.postgres().awaitReplayOf(primary.postgres());
        primary.postgres().stop();
        standby.repeat(STATEMENT, 2);
        standby.postgres().promote();
        onStandby.poll();
        before.compare().assertExact();
        onStandby.compare().assertExact();
      }
      try (Scenario after = new Scenario(pipeline, standby, standby.target(instance))) {
        PollSummary first = after.baseline();
        standby.repeat(STATEMENT, 3);
        PollSummary second = after.poll();
        String run = after.collector().chunks(first.pollNumber()).get(0).envelope().id();
        List<Long> polls =
            after.measured().chunks().stream()
                .filter(chunk -> run.contains(":" + chunk.header().poll().collectorStart() + ":"))
                .map(chunk -> chunk.header().poll().counter())
                .distinct()
                .toList();
        assertThat(polls).as("polls that gave intervals").containsExactly(second.pollNumber());
        assertThat(after.truth().calls()).isPositive();
        Intervals since =
            new Intervals(
                after.measured().chunks().stream()
                    .filter(chunk -> chunk.header().server().port() == standby.postgres().port())
                    .toList());
        new Comparison(after.truth(), since).assertExact();
      }
    }
  }
}
