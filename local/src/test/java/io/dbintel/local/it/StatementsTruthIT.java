package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.statements.PollSummary;
import io.dbintel.local.Await;
import io.dbintel.schemas.statements.StatementColumns;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sums of intervals against the server's own view, while nothing is reset. */
@ExtendWith(SharedStack.class)
class StatementsTruthIT {
  private static final List<String> MOVED =
      List.of(
          "calls",
          "total_exec_time",
          "rows",
          "plans",
          "total_plan_time",
          "shared_blks_hit",
          "shared_blks_dirtied",
          "local_blks_hit",
          "local_blks_dirtied",
          "temp_blks_read",
          "temp_blks_written",
          "wal_records",
          "wal_bytes",
          "exec_time_sum_of_squares");

  private final Pipeline pipeline;
  private final Servers servers;

  StatementsTruthIT(Pipeline pipeline, Servers servers) {
    this.pipeline = pipeline;
    this.servers = servers;
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void growthIsExactInEveryCounter(int major) {
    MonitoredServer server = servers.of(major);
    try (Scenario scenario = new Scenario(pipeline, server, "growth")) {
      Workload.costly(server, 1);
      scenario.baseline();
      for (int poll = 1; poll <= 3; poll++) {
        Workload.costly(server, poll);
        scenario.poll();
      }
      scenario.compare().assertExact();
      for (String counter : MOVED) {
        int ordinal = StatementColumns.ordinal(counter);
        assertThat(scenario.truth().sums().values())
            .as(counter)
            .anyMatch(values -> values.real(ordinal) > 0);
      }
    }
  }

  @Test
  void aQueryidInTwoDatabasesAndOfTwoRolesIsFourStatements() {
    MonitoredServer server = servers.of(17);
    server.runUnseen("CREATE DATABASE second");
    server.createRole("someone");
    String statement = "SELECT 11 + 22 + 33";
    try (Scenario scenario = new Scenario(pipeline, server, "queryid")) {
      scenario.baseline();
      for (String database : List.of("postgres", "second")) {
        server.repeat(database, statement, 2);
        server.repeat(database, "SET ROLE someone; " + statement + "; RESET ROLE", 3);
      }
      scenario.poll();
      server.repeat("second", statement, 5);
      scenario.poll();

      scenario.compare().assertExact();
      long queryid = Long.parseLong(queryidOf(server, "SELECT $1 + $2 + $3"));
      Intervals measured = scenario.measured();
      Set<StatementKey> keys =
          measured.sums().keySet().stream()
              .filter(key -> key.queryid() == queryid)
              .collect(Collectors.toSet());
      assertThat(keys).hasSize(4);
      assertThat(keys.stream().map(key -> measured.sums().get(key).calls()))
          .containsExactlyInAnyOrder(2L, 3L, 7L, 3L);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 17})
  void nestedAndToplevelStatementsAreKeptApart(int major) {
    MonitoredServer server = servers.of(major);
    server.runUnseen(
        "CREATE FUNCTION nested() RETURNS bigint LANGUAGE plpgsql AS"
            + " 'BEGIN RETURN (SELECT count(*) FROM pg_am WHERE amname <> ''nothing''); END'");
    try (Scenario scenario = new Scenario(pipeline, server, "toplevel")) {
      scenario.baseline();
      server.run(
          "SET pg_stat_statements.track = 'all'; SELECT nested(); SELECT nested();"
              + "SELECT (SELECT count(*) FROM pg_am WHERE amname <> 'nothing')");
      scenario.poll();
      server.run("SET pg_stat_statements.track = 'all'; SELECT nested()");
      scenario.poll();

      scenario.compare().assertExact();
      Set<Boolean> levels =
          scenario.measured().sums().keySet().stream()
              .map(StatementKey::toplevel)
              .collect(Collectors.toSet());
      assertThat(levels).isEqualTo(major == 13 ? Set.of(true) : Set.of(true, false));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 17})
  void aFirstExecutionThatSpansAPollIsCountedWholeAndOnce(int major) throws Exception {
    MonitoredServer server = servers.of(major);
    try (Scenario scenario = new Scenario(pipeline, server, "spanning")) {
      server.runUnseen("CREATE TABLE gate (id int)");
      scenario.baseline();
      CompletableFuture<Void> running;
      try (var holder = server.observer();
          var lock = holder.createStatement()) {
        holder.setAutoCommit(false);
        lock.execute("LOCK TABLE gate");
        running =
            CompletableFuture.runAsync(
                () -> server.run("SELECT count(*) AS spanning FROM gate WHERE id > 5"));
        Await.orFail(
            Pipeline.DEADLINE,
            () ->
                !server
                    .postgres()
                    .query("postgres", "SELECT 1 FROM pg_locks WHERE NOT granted")
                    .isEmpty(),
            () -> "the statement does not wait for its lock");
        scenario.poll();
        holder.rollback();
      }
      running.get();
      scenario.poll();
      server.run("SELECT count(*) AS spanning FROM gate WHERE id > 5");
      scenario.poll();

      scenario.compare().assertExact();
      StatementKey key = server.keyOf("AS spanning FROM gate");
      assertThat(scenario.measured().sums().get(key).calls()).isEqualTo(2);
    }
  }

  @Test
  void aRoleThatGainsPgReadAllStatsStartsAnewAndIsThenExact() {
    MonitoredServer server = servers.of(17);
    server.createRole("newcomer");
    var target = server.target("privilege-17", "newcomer");
    try (Collector collector = pipeline.collect(target)) {
      server.repeat("SELECT 'seen only later'", 1000);
      PollSummary blind = collector.poll();
      assertThat(blind.epoch().readsAll()).isFalse();
      assertThat(blind.hiddenRows()).isPositive();
      assertThat(blind.rows()).isZero();
      server.runUnseen("GRANT pg_read_all_stats TO newcomer");
      PollSummary baseline = collector.poll();
      assertThat(baseline.epoch().readsAll()).isTrue();
      ViewRows from = server.view("newcomer");
      server.repeat("SELECT 'seen only later'", 7);
      collector.poll();

      Accrued truth = new Accrued();
      truth.add(from, server.view("newcomer"));
      Intervals measured = pipeline.intervals(collector);
      new Comparison(truth, measured).assertExact();
      assertThat(measured.calls()).isLessThan(100);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 17})
  void anotherNumberOfBucketsChangesNoNumber(int major) {
    MonitoredServer server = servers.of(major);
    Workload.createWide(server);
    server.runUnseen("SELECT pg_stat_statements_reset()");
    server.createRole("bulk");
    try (Scenario scenario = new Scenario(pipeline, server, "buckets")) {
      assertThat(scenario.baseline().buckets()).isEqualTo(1);
      server.repeat("SELECT 'all along'", 3);
      server.run("SET ROLE bulk; " + Workload.distinct(0, 700));
      assertThat(scenario.poll().buckets()).isEqualTo(4);
      server.repeat("SELECT 'all along'", 4);
      server.run("SET ROLE bulk; " + Workload.distinct(0, 700));
      assertThat(scenario.poll().buckets()).isEqualTo(4);
      server.repeat("SELECT 'all along'", 5);
      server.runUnseen("SELECT pg_stat_statements_reset('bulk'::regrole, 0, 0)");
      assertThat(scenario.poll().buckets()).isEqualTo(1);
      server.repeat("SELECT 'all along'", 6);
      scenario.poll();

      scenario.compare().assertExact();
    }
  }

  private static String queryidOf(MonitoredServer server, String text) {
    return server
        .postgres()
        .query("postgres", "SELECT queryid FROM pg_stat_statements WHERE query = '" + text + "'")
        .get(0)
        .get(0);
  }
}
