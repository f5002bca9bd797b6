package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.catalogue.Catalogue;
import io.dbintel.ingest.catalogue.CatalogueException;
import io.dbintel.ingest.config.Scrub;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.local.it.MetricsPolls.Poll;
import io.dbintel.local.it.MetricsPolls.Table;
import io.dbintel.schemas.envelope.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's own entries: they work, and a bad one hurts nothing else. */
class OwnMetricsIT {
  private static MonitoredServer server;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    server = MonitoredServer.start(16, Map.of());
    server.run("GRANT pg_monitor TO " + MonitoredServer.MONITOR);
    server.run("CREATE TABLE queue (name text, done boolean)");
    server.run("INSERT INTO queue VALUES ('mail', false), ('mail', false), ('sms', true)");
    server.run("GRANT SELECT ON queue TO " + MonitoredServer.MONITOR);
    server.run("CREATE TABLE secret (a int)");
    server.run("CREATE DATABASE elsewhere");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void anOwnEntryIsPublishedWhereItWorks() throws Exception {
    Catalogue catalogue =
        catalogue(
            entry(
                "queue_depth",
                "database",
                "SELECT name AS queue, count(*) FILTER (WHERE NOT done) AS waiting, 'x' AS more"
                    + " FROM public.queue GROUP BY 1",
                "{name: queue, kind: identity}",
                "{name: waiting, kind: sum, unit: \"{message}\", metric: app.queue.waiting}"));
    try (MetricsPolls polls = new MetricsPolls(server.target("own"), catalogue)) {
      Poll poll = polls.poll();
      Table depth = poll.of("queue_depth", "postgres").orElseThrow();
      assertThat(depth.row(Map.of("queue", "mail")).number("waiting")).isEqualTo(2);
      assertThat(depth.row(Map.of("queue", "sms")).number("waiting")).isZero();
      assertThat(depth.columns()).hasSize(2);
      assertThat(poll.of("visits").only().number("undeclared_columns")).isEqualTo(1);
      Table elsewhere = poll.of("queue_depth", "elsewhere").orElseThrow();
      assertThat(elsewhere.envelope().reason()).isEqualTo("missing_object");
      Poll next = polls.after(Duration.ofMinutes(2)).poll();
      assertThat(next.of("queue_depth", "postgres")).isPresent();
      assertThat(next.of("queue_depth", "elsewhere")).as("it is off there").isEmpty();
    }
  }

  @Test
  void badEntriesFailAloneWithTheirReasons() throws Exception {
    String number = "{name: a, kind: gauge, unit: \"1\", metric: app.a}";
    Catalogue catalogue =
        catalogue(
            entry("slow", "server", "SELECT pg_sleep(60), 1 AS a", number),
            entry("denied", "server", "SELECT a FROM public.secret", number),
            entry("absent", "server", "SELECT b AS a FROM public.queue", number),
            entry("unlike", "server", "SELECT name AS a FROM public.queue", number),
            entry("other_name", "server", "SELECT 1 AS b", number),
            entry("divides", "server", "SELECT 1 / (random() * 0)::int AS a", number),
            entry("misspelt", "server", "SELECT 1 AS a FROM FROM x", number),
            entry(
                "writes",
                "server",
                "WITH gone AS (DELETE FROM public.queue RETURNING 1) SELECT count(*) AS a FROM gone",
                number),
            entry(
                "unlocks",
                "server",
                "SELECT set_config('transaction_read_only', 'off', true), 1 AS a",
                number),
            entry("good", "server", "SELECT 42 AS a", number));
    server.run("GRANT DELETE ON queue TO " + MonitoredServer.MONITOR);
    try (MetricsPolls polls = new MetricsPolls(server.target("own"), catalogue)) {
      long started = System.nanoTime();
      Poll poll = polls.poll();
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(15));
      assertThat(polls.last().outcome()).isEqualTo(Outcome.PARTIAL);
      assertReason(poll, "slow", "timeout");
      assertReason(poll, "denied", "missing_grant");
      assertReason(poll, "absent", "missing_object");
      assertReason(poll, "unlike", "wrong_type:a");
      assertReason(poll, "other_name", "missing_column:a");
      assertReason(poll, "divides", "server_error:22012");
      assertReason(poll, "misspelt", "server_error:42601");
      assertReason(poll, "writes", "server_error:25006");
      assertThat(server.postgres().value("SELECT count(*) FROM queue")).isEqualTo("3");
      assertThat(poll.of("good").only().number("a")).isEqualTo(42);
      assertThat(poll.of("databases").rows()).isNotEmpty();
      Poll soon = polls.after(Duration.ofSeconds(31)).poll();
      assertThat(soon.of("slow", null)).as("it is asked less often").isEmpty();
      assertThat(soon.of("denied", null)).as("it is off").isEmpty();
      assertThat(soon.of("good").only().number("a")).isEqualTo(42);
      server.run("GRANT SELECT ON secret TO " + MonitoredServer.MONITOR);
      assertThat(polls.after(MetricsPolls.ALL_DUE).poll().of("denied").rows()).isEmpty();
      assertThat(polls.after(MetricsPolls.ALL_DUE).poll().of("denied").envelope().outcome())
          .isEqualTo(Outcome.OK);
    }
  }

  @Test
  void scrubbedAtTheEdgeNamesHoldNothingPersonal() throws Exception {
    Catalogue catalogue =
        catalogue(
            entry(
                "applications",
                "server",
                "SELECT application_name AS application, count(*) AS sessions"
                    + " FROM pg_stat_activity WHERE application_name LIKE '%@%' GROUP BY 1"
                    + " ORDER BY 1",
                "{name: application, kind: identity, free_text: true}",
                "{name: sessions, kind: sum, unit: \"{session}\", metric: app.sessions}"));
    TargetConfig target = server.target("own");
    try (Connection first = named("report of ann.example@example.com");
        Connection second = named("report of bob.example@example.com");
        MetricsPolls plain = new MetricsPolls(target, catalogue);
        MetricsPolls edge = new MetricsPolls(target.withScrub(Scrub.EDGE), catalogue)) {
      assertThat(first.isValid(1) && second.isValid(1)).isTrue();
      assertThat(plain.poll().of("applications").rows().toString()).contains("ann.example@");
      Poll scrubbed = edge.poll();
      assertThat(scrubbed.records().toString()).doesNotContain("example@");
      List<Object> names =
          scrubbed.of("applications").rows().stream().map(row -> row.get(0)).toList();
      assertThat(names).hasSize(2).doesNotHaveDuplicates();
      assertThat(scrubbed.of("applications").envelope().scrubVersion()).isNotNull();
    }
  }

  private static void assertReason(Poll poll, String category, String reason) {
    Table table = poll.of(category);
    assertThat(table.envelope().outcome()).as(category).isEqualTo(Outcome.FAILED);
    assertThat(table.envelope().reason()).as(category).isEqualTo(reason);
    assertThat(table.rows()).as(category).isEmpty();
  }

  private Catalogue catalogue(String... entries) throws IOException, CatalogueException {
    Path file = folder.resolve("own.yaml");
    Files.writeString(file, "entries:\n" + String.join("", entries));
    return Catalogue.with(file);
  }

  private static String entry(String name, String scope, String sql, String... columns) {
    return """
      - name: %1$s
        category: %1$s
        description: Of the test.
        scope: %2$s
        interval: 30s
        timeout: 300ms
        sql: "%3$s"
        columns: [%4$s]
    """
        .formatted(name, scope, sql, String.join(", ", columns));
  }

  private static Connection named(String application) throws SQLException {
    return DriverManager.getConnection(
        server.postgres().jdbcUrl("postgres", "postgres", server.postgres().password())
            + "&ApplicationName="
            + application.replace(" ", "%20").replace("@", "%40"));
  }
}
