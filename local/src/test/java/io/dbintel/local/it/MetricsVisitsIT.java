package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.config.MetricsConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.local.it.MetricsPolls.Poll;
import io.dbintel.local.it.MetricsPolls.Row;
import io.dbintel.local.it.MetricsPolls.Table;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.raw.MetricsChunk;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Databases of one server are visited in turn, and tables of a database without a wait. */
class MetricsVisitsIT {
  private static final int DATABASES = 30;
  private static MonitoredServer server;

  @BeforeAll
  static void start() {
    server = MonitoredServer.start(17, Map.of());
    server.run("GRANT pg_monitor TO " + MonitoredServer.MONITOR);
    for (int i = 0; i < DATABASES; i++) {
      server.run("CREATE DATABASE shop_%02d STRATEGY file_copy".formatted(i));
    }
    server.postgres().execute("shop_07", "CREATE TABLE only_here (a int)");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void allDatabasesGetTheirTurnWithinTheBudgetOverOneConnection() {
    Duration budget = Duration.ofMillis(500);
    MetricsConfig small = config("*,-shop_29", 100, budget, 2000);
    Set<String> seen = new HashSet<>();
    List<Integer> each = new ArrayList<>();
    try (MetricsPolls polls = new MetricsPolls(target(small))) {
      for (int i = 0; i < 300 && seen.size() < DATABASES; i++) {
        Poll poll = polls.poll();
        assertThat(polls.last().outcome()).isEqualTo(Outcome.OK);
        List<String> visited =
            poll.databases("tables").stream().filter(name -> !name.equals("postgres")).toList();
        assertThat(visited).as("visited again before all had their turn").noneMatch(seen::contains);
        seen.addAll(visited);
        seen.add("postgres");
        each.add(visited.size());
        assertThat(server.postgres().value(connections())).isIn("0", "1");
        assertThat(polls.last().duration()).isLessThan(Duration.ofSeconds(10));
      }
      System.out.println("Databases visited by each poll: " + each);
      assertThat(seen).hasSize(DATABASES).contains("shop_07").doesNotContain("shop_29");
      assertThat(each.size()).as("the budget ends a poll").isGreaterThan(1);
    }
  }

  @Test
  void aVisitedDatabaseShowsItsOwnTables() {
    try (MetricsPolls polls = new MetricsPolls(target(config("shop_07", 100, minute(), 2000)))) {
      Poll poll = polls.poll();
      assertThat(poll.databases("tables")).containsExactly("postgres", "shop_07");
      poll.of("tables", "shop_07")
          .orElseThrow()
          .row(Map.of("db.namespace", "shop_07|public", "db.collection.name", "only_here"));
    }
  }

  @Test
  void databasesBeyondTheLimitAreCounted() {
    try (MetricsPolls polls = new MetricsPolls(target(config("shop_*", 3, minute(), 2000)))) {
      Poll poll = polls.poll();
      assertThat(poll.databases("tables")).containsExactly("postgres", "shop_00", "shop_01");
      Row visits = poll.of("visits").only();
      assertThat(visits.number("visited")).isEqualTo(3);
      assertThat(visits.number("beyond_limit")).isEqualTo(DATABASES - 2);
    }
  }

  @Test
  void closedAndDroppedDatabasesAreLeftOutAndNewOnesFound() {
    server.run("CREATE DATABASE late");
    server.run("CREATE DATABASE shut ALLOW_CONNECTIONS false");
    server.run("CREATE DATABASE denied");
    server.run("REVOKE CONNECT ON DATABASE denied FROM PUBLIC");
    try (MetricsPolls polls =
        new MetricsPolls(target(config("late,later,shut,denied", 9, minute(), 2000)))) {
      assertThat(polls.poll().databases("tables")).containsExactly("postgres", "late");
      server.run("DROP DATABASE late");
      server.run("CREATE DATABASE later");
      Poll next = polls.pollAll();
      assertThat(next.databases("tables")).containsExactly("postgres", "later");
      assertThat(next.of("visits").only().number("closed")).isEqualTo(2);
      server.run("ALTER DATABASE later ALLOW_CONNECTIONS false");
      server.run("ALTER DATABASE later ALLOW_CONNECTIONS true");
    }
  }

  @Test
  void aDatabaseThatRefusesIsPublishedAsFailedAndTheOthersGoOn() {
    server.run("CREATE DATABASE brimful CONNECTION LIMIT 0");
    server.run("CREATE DATABASE good");
    try (MetricsPolls polls = new MetricsPolls(target(config("brimful,good", 9, minute(), 2000)))) {
      Poll poll = polls.poll();
      assertThat(polls.last().outcome()).isEqualTo(Outcome.PARTIAL);
      Table failed = poll.of(MetricsChunk.ALL, "brimful").orElseThrow();
      assertThat(failed.envelope().outcome()).isEqualTo(Outcome.FAILED);
      assertThat(failed.envelope().reason()).isEqualTo("too_many_connections");
      assertThat(polls.after(Duration.ofSeconds(10)).poll().of("tables", "good"))
          .as("too many connections may hold for all: the others are visited at the next poll")
          .isPresent();
      assertThat(polls.poll().of(MetricsChunk.ALL, "brimful")).isEmpty();
    } finally {
      server.run("DROP DATABASE brimful");
    }
  }

  @Test
  void anExclusivelyLockedTableBlocksNothing() throws SQLException {
    server.run("CREATE TABLE blocked (a int PRIMARY KEY, b text)");
    server.run("INSERT INTO blocked SELECT g, 'x' FROM generate_series(1, 1000) g");
    server.run("CREATE TABLE free (a int)");
    try (Connection holder = server.postgres().connect("postgres");
        Statement statement = holder.createStatement();
        MetricsPolls polls = new MetricsPolls(target(config("postgres", 9, minute(), 2000)))) {
      holder.setAutoCommit(false);
      statement.execute("LOCK TABLE blocked IN ACCESS EXCLUSIVE MODE");
      statement.execute("REINDEX TABLE blocked");
      long started = System.nanoTime();
      Poll poll = polls.pollAll();
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(10));
      Table sizes = poll.of("table_sizes", "postgres").orElseThrow();
      assertThat(sizes.envelope().outcome()).isEqualTo(Outcome.OK);
      assertThat(sizes.row(named("blocked")).value("size")).isNull();
      assertThat(sizes.row(named("free")).value("size")).isEqualTo(0L);
      assertThat(
              poll.of("index_sizes", "postgres").orElseThrow().row(named("blocked")).value("size"))
          .isNull();
      assertThat(poll.records())
          .allSatisfy(
              record -> assertThat(record.envelope().outcome()).isNotEqualTo(Outcome.FAILED));
      holder.rollback();
      assertThat(
              polls
                  .pollAll()
                  .of("table_sizes", "postgres")
                  .orElseThrow()
                  .row(named("blocked"))
                  .number("size"))
          .isPositive();
    }
  }

  @Test
  void beyondTheRowLimitTheRestIsAddedUp() {
    server.postgres().execute("shop_11", "CREATE TABLE t0 (a int); INSERT INTO t0 VALUES (1)");
    for (int i = 1; i < 25; i++) {
      server
          .postgres()
          .execute(
              "shop_11",
              "CREATE TABLE t%1$d AS SELECT generate_series(1, %1$d * 100) a; ANALYZE t%1$d"
                  .formatted(i));
    }
    try (MetricsPolls polls = new MetricsPolls(target(config("shop_11", 9, minute(), 10)))) {
      Table tables = polls.poll().of("tables", "shop_11").orElseThrow();
      assertThat(tables.envelope().outcome()).isEqualTo(Outcome.PARTIAL);
      assertThat(tables.envelope().reason()).isEqualTo("row_limit");
      assertThat(tables.rows()).hasSize(11);
      Row other =
          tables.row(Map.of("db.namespace", "shop_11", "db.collection.name", MetricsChunk.OTHER));
      assertThat(tables.sum("n_tup_ins")).isEqualTo(1 + 100 * 24 * 25 / 2);
      assertThat(other.number("n_tup_ins")).isPositive().isLessThan(100 * 24 * 25 / 2);
      assertThat(tables.row(named("t24")).number("n_tup_ins")).isEqualTo(2400);
    }
  }

  @Test
  void aServerThatIsAwayIsPublishedAsFailedAndComesBack() {
    try (MonitoredServer away = MonitoredServer.start(16, Map.of());
        MetricsPolls polls = new MetricsPolls(away.target("away"))) {
      away.run("GRANT pg_monitor TO " + MonitoredServer.MONITOR);
      polls.pollAll();
      away.postgres().stop();
      Poll failed = polls.after(MetricsPolls.ALL_DUE).poll();
      assertThat(polls.last().outcome()).isEqualTo(Outcome.FAILED);
      assertThat(failed.records()).hasSize(1);
      Table whole = failed.of(MetricsChunk.ALL, null).orElseThrow();
      assertThat(whole.envelope().outcome()).isEqualTo(Outcome.FAILED);
      assertThat(polls.after(MetricsPolls.ALL_DUE).poll().records()).hasSize(1);
      assertThat(polls.last().code()).isEqualTo(FailureCode.CONNECTION_REFUSED);
      away.postgres().startAgain();
      long before = polls.profile().last().orElseThrow().postmasterStart();
      Poll again = polls.pollAll();
      assertThat(again.of("databases").rows()).isNotEmpty();
      assertThat(again.of("databases").envelope().epoch().postmasterStart()).isGreaterThan(before);
    }
  }

  private static Map<String, String> named(String table) {
    return Map.of("db.collection.name", table);
  }

  private static TargetConfig target(MetricsConfig metrics) {
    TargetConfig target = server.target("shops");
    return target.withSignals(target.signals().withMetrics(metrics));
  }

  private static MetricsConfig config(
      String databases, int maxDatabases, Duration budget, int maxRows) {
    return new MetricsConfig(
        true, 1, Duration.ofSeconds(5), Optional.empty(), databases, maxDatabases, budget, maxRows);
  }

  private static Duration minute() {
    return Duration.ofMinutes(1);
  }

  private static String connections() {
    return "SELECT count(*) FROM pg_stat_activity WHERE usename = '"
        + MonitoredServer.MONITOR
        + "'";
  }
}
