package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.catalogue.Catalogue;
import io.dbintel.ingest.catalogue.CatalogueEntry;
import io.dbintel.ingest.catalogue.Choice;
import io.dbintel.ingest.catalogue.Scope;
import io.dbintel.local.Await;
import io.dbintel.local.it.MetricsPolls.Poll;
import io.dbintel.local.it.MetricsPolls.Row;
import io.dbintel.local.it.MetricsPolls.Table;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.raw.MetricsChunk.Column;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalogue on real servers, as a role that has pg_monitor and nothing else. */
class MetricsIT {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final long MOST_MICROS = 100_000;
  private static final Map<String, String> SETTINGS =
      Map.of("track_functions", "all", "max_prepared_transactions", "5", "wal_level", "logical");
  private static final Map<Integer, MonitoredServer> SERVERS = new TreeMap<>();

  @AfterAll
  static void stop() {
    SERVERS.values().forEach(MonitoredServer::close);
    SERVERS.clear();
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void everyEntryInUseAnswersInTimeWithAllItsColumns(int major) {
    MonitoredServer server = server(major);
    workload(server);
    Map<String, Long> micros = new TreeMap<>();
    try (MetricsPolls polls = new MetricsPolls(server.target("shop"))) {
      for (int i = 0; i < 3; i++) {
        Poll poll = polls.pollAll();
        for (CatalogueEntry entry : inUse(polls)) {
          String database = entry.scope() == Scope.DATABASE ? "postgres" : null;
          Table table = poll.of(entry.category(), database).orElseThrow();
          assertThat(table.envelope().outcome()).as(entry.name()).isNotEqualTo(Outcome.FAILED);
          assertThat(table.columns()).as(entry.name()).isEqualTo(entry.columns(major));
          table.rows().forEach(row -> assertKinds(entry, table.columns(), row));
          long took = table.envelope().serverTimeAfter() - table.envelope().serverTimeBefore();
          micros.merge(entry.name(), took, Math::min);
        }
      }
    }
    System.out.println("PostgreSQL " + major + ", µs of each query: " + micros);
    assertThat(micros).allSatisfy((entry, took) -> assertThat(took).isLessThan(MOST_MICROS));
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void rowsScansAndSizesAreTheServersOwn(int major) {
    MonitoredServer server = server(major);
    String schema = "own_" + major;
    server.run(
        """
        CREATE SCHEMA %1$s;
        CREATE TABLE %1$s.orders (id int PRIMARY KEY, note text);
        INSERT INTO %1$s.orders SELECT g, repeat('x', 100) FROM generate_series(1, 5000) g;
        UPDATE %1$s.orders SET note = 'y' WHERE id <= 40;
        DELETE FROM %1$s.orders WHERE id <= 30;
        ANALYZE %1$s.orders;
        CREATE FUNCTION %1$s.twice(int) RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN $1 * 2; END';
        """
            .formatted(schema));
    server.run("VACUUM " + schema + ".orders");
    server.repeat("SELECT " + schema + ".twice(2)", 7);
    server.repeat(
        "SET enable_seqscan = off; SELECT note FROM " + schema + ".orders WHERE id = 77", 3);
    server.repeat("SELECT count(*) FROM " + schema + ".orders WHERE note LIKE '%z%'", 2);
    awaitValue(
        server,
        "SELECT n_tup_ins FROM pg_stat_user_tables WHERE schemaname = '" + schema + "'",
        5000);
    awaitValue(
        server, "SELECT calls FROM pg_stat_user_functions WHERE schemaname = '" + schema + "'", 7);
    awaitValue(
        server,
        "SELECT sum(idx_scan) >= 3 AND sum(seq_scan) >= 2 FROM pg_stat_user_tables"
            + " WHERE schemaname = '%s'".formatted(schema),
        "t");
    try (MetricsPolls polls = new MetricsPolls(server.target("shop"))) {
      Poll poll = polls.pollAll();
      Map<String, String> orders =
          Map.of("db.namespace", "postgres|" + schema, "db.collection.name", "orders");
      Row table = poll.of("tables", "postgres").orElseThrow().row(orders);
      assertThat(table.number("n_tup_ins")).isEqualTo(5000);
      assertThat(table.number("n_tup_upd")).isEqualTo(40);
      assertThat(table.number("n_tup_del")).isEqualTo(30);
      assertThat(table.number("n_live_tup")).isEqualTo(4970);
      assertThat(table.number("vacuum_count")).isEqualTo(1);
      assertThat(table.value("last_vacuum")).isInstanceOf(Long.class);
      for (String column : List.of("seq_scan", "idx_scan", "n_tup_hot_upd", "seq_tup_read")) {
        assertThat(table.number(column))
            .as(column)
            .isEqualTo(
                number(
                    server,
                    "SELECT %s FROM pg_stat_user_tables WHERE schemaname = '%s'"
                        .formatted(column, schema)));
      }
      long size = number(server, "SELECT pg_relation_size('%s.orders')".formatted(schema));
      assertThat(poll.of("table_sizes", "postgres").orElseThrow().row(orders).number("size"))
          .isEqualTo(size)
          .isPositive();
      Map<String, String> index = new TreeMap<>(orders);
      index.put("postgresql.index.name", "orders_pkey");
      assertThat(poll.of("index_sizes", "postgres").orElseThrow().row(index).number("size"))
          .isEqualTo(number(server, "SELECT pg_relation_size('%s.orders_pkey')".formatted(schema)));
      assertThat(poll.of("indexes", "postgres").orElseThrow().row(index).number("idx_scan"))
          .isGreaterThanOrEqualTo(3);
      Row function =
          poll.of("functions", "postgres")
              .orElseThrow()
              .row(Map.of("db.namespace", "postgres|" + schema, "function", "twice"));
      assertThat(function.number("calls")).isEqualTo(7);
      assertThat(poll.of("table_ages", "postgres").orElseThrow().row(orders).number("xid_age"))
          .isPositive();
      assertThat(poll.of("relation_counts", "postgres").orElseThrow().only().number("tables"))
          .isEqualTo(number(server, "SELECT count(*) FROM pg_stat_user_tables"));
      assertThat(poll.of("database_sizes").row(Map.of("db.namespace", "postgres")).number("size"))
          .isCloseTo(
              number(server, "SELECT pg_database_size('postgres')"), Offset.offset(1_048_576L));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void aKnownWorkloadMovesTheRightCounters(int major) throws SQLException {
    MonitoredServer server = server(major);
    server.run("CREATE DATABASE moved_" + major);
    String database = "moved_" + major;
    try (MetricsPolls polls = new MetricsPolls(server.target("shop"))) {
      Row before = polls.pollAll().of("databases").row(Map.of("db.namespace", database));
      try (Connection connection = server.postgres().connect(database);
          Statement statement = connection.createStatement()) {
        statement.execute("CREATE TABLE t (a int)");
        statement.execute("INSERT INTO t SELECT generate_series(1, 20000)");
        statement.execute("SET work_mem = '64kB'");
        statement.execute("SELECT * FROM t ORDER BY a DESC");
        connection.setAutoCommit(false);
        for (int i = 0; i < 4; i++) {
          statement.execute("DELETE FROM t WHERE a = " + i);
          connection.rollback();
        }
      }
      awaitValue(
          server,
          "SELECT tup_inserted >= 20000 AND temp_files > 0 AND xact_rollback >= 4"
              + " FROM pg_stat_database WHERE datname = '%s'".formatted(database),
          "t");
      Row after = polls.pollAll().of("databases").row(Map.of("db.namespace", database));
      assertThat(after.number("tup_inserted") - before.number("tup_inserted"))
          .isBetween(20_000L, 22_000L);
      assertThat(after.number("xact_rollback") - before.number("xact_rollback")).isEqualTo(4);
      assertThat(after.number("temp_files") - before.number("temp_files")).isPositive();
      assertThat(after.number("temp_bytes") - before.number("temp_bytes")).isPositive();
      assertThat(after.number("xact_commit")).isGreaterThan(before.number("xact_commit"));
    }
    server.run("DROP DATABASE moved_" + major);
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 18})
  void locksTransactionsAndConnectionsAreSeenWhileTheyLast(int major) throws SQLException {
    MonitoredServer server = server(major);
    server.run("CREATE TABLE held (a int)");
    try (Connection holder = server.postgres().connect("postgres");
        Statement statement = holder.createStatement();
        MetricsPolls polls = new MetricsPolls(server.target("shop"))) {
      holder.setAutoCommit(false);
      statement.execute("LOCK TABLE held IN SHARE ROW EXCLUSIVE MODE");
      Poll poll = polls.pollAll();
      Row lock =
          poll.of("locks")
              .row(
                  Map.of(
                      "db.namespace", "postgres",
                      "relation", "held",
                      "mode", "ShareRowExclusiveLock",
                      "lock_type", "relation"));
      assertThat(lock.number("locks")).isEqualTo(1);
      assertThat(lock.number("waiting")).isZero();
      Row ages = poll.of("transaction_ages").row(Map.of("db.namespace", "postgres"));
      assertThat(ages.number("idle_in_transaction")).isEqualTo(1);
      assertThat(ages.fraction("oldest_idle_in_transaction")).isPositive();
      assertThat(ages.fraction("oldest_transaction")).isPositive();
      Row connection =
          poll.of("connections")
              .row(Map.of("user.name", "postgres", "postgresql.state", "idle in transaction"));
      assertThat(connection.number("connections")).isEqualTo(1);
      statement.execute("INSERT INTO held VALUES (1)");
      statement.execute("PREPARE TRANSACTION 'later'");
      Poll prepared = polls.pollAll();
      assertThat(prepared.of("prepared_transactions").only().number("prepared")).isEqualTo(1);
      assertThat(prepared.of("server_limits").only().number("max_connections")).isEqualTo(100);
      server.run("ROLLBACK PREPARED 'later'");
    } finally {
      server.run("DROP TABLE held");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 18})
  void noSessionOfTheCollectorCountsAsOneOfTheServer(int major) throws SQLException {
    MonitoredServer server = server(major);
    server.run("CREATE TABLE seen_by_us (a int); GRANT SELECT ON seen_by_us TO PUBLIC");
    String login =
        server.postgres().jdbcUrl("postgres", MonitoredServer.MONITOR, MonitoredServer.PASSWORD);
    try (Connection own = DriverManager.getConnection(login + "&ApplicationName=dbintel");
        Connection other = DriverManager.getConnection(login + "&ApplicationName=dbintel-shop");
        MetricsPolls polls = new MetricsPolls(server.target("shop"))) {
      own.setAutoCommit(false);
      own.createStatement().execute("SELECT a FROM seen_by_us");
      Poll poll = polls.pollAll();
      // Another application of the same role is none of ours.
      assertThat(
              poll.of("connections")
                  .row(Map.of("user.name", MonitoredServer.MONITOR))
                  .number("connections"))
          .isEqualTo(1);
      assertThat(
              poll.of("transaction_ages")
                  .row(Map.of("db.namespace", "postgres"))
                  .number("idle_in_transaction"))
          .isZero();
      assertThat(poll.of("locks").rows().toString()).doesNotContain("seen_by_us");
      other.setAutoCommit(false);
      other.createStatement().execute("SELECT a FROM seen_by_us");
      Poll theirs = polls.pollAll();
      assertThat(theirs.of("locks").rows().toString()).contains("seen_by_us");
      assertThat(
              theirs
                  .of("transaction_ages")
                  .row(Map.of("db.namespace", "postgres"))
                  .number("idle_in_transaction"))
          .isEqualTo(1);
    } finally {
      server.run("DROP TABLE seen_by_us");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 18})
  void whatHoldsForTheCollectorAloneIsNoSettingOfTheServer(int major) {
    MonitoredServer server = server(major);
    server.run("ALTER ROLE " + MonitoredServer.MONITOR + " SET random_page_cost = 7");
    server.run("ALTER ROLE " + MonitoredServer.MONITOR + " IN DATABASE postgres SET geqo = off");
    try (MetricsPolls polls = new MetricsPolls(server.target("shop"))) {
      Table settings = polls.pollAll().of("settings");
      int name = settings.position("postgresql.setting.name");
      int source = settings.position("source");
      assertThat(settings.rows().stream().map(row -> row.get(name)))
          .contains("work_mem", "seq_page_cost")
          .doesNotContain(
              "statement_timeout",
              "lock_timeout",
              "idle_in_transaction_session_timeout",
              "default_transaction_read_only",
              "jit",
              "random_page_cost",
              "geqo");
      assertThat(settings.rows().stream().map(row -> row.get(source)))
          .doesNotContain("user", "database user", "client", "session");
    } finally {
      server.run("ALTER ROLE " + MonitoredServer.MONITOR + " RESET ALL");
      server.run("ALTER ROLE " + MonitoredServer.MONITOR + " IN DATABASE postgres RESET ALL");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 18})
  void settingsArePublishedWhenTheyChangeAndNeverTheSecretOnes(int major) {
    MonitoredServer server = server(major);
    server.run("ALTER SYSTEM SET archive_command = 'cp --password=hunter2 %p /x'");
    server.run("ALTER SYSTEM SET primary_conninfo = 'host=x password=hunter2'");
    server.run("SELECT pg_reload_conf()");
    awaitValue(server, "SELECT current_setting('primary_conninfo') <> ''", "t");
    try (MetricsPolls polls = new MetricsPolls(server.target("shop"))) {
      Poll first = polls.pollAll();
      Table all = first.of("settings");
      assertThat(all.envelope().outcome()).isEqualTo(Outcome.OK);
      assertThat(all.rows()).hasSizeGreaterThan(150);
      assertThat(first.records().toString()).doesNotContain("hunter2", "primary_conninfo");
      Table none = polls.after(Duration.ofMinutes(2)).poll().of("settings");
      assertThat(none.envelope().outcome()).isEqualTo(Outcome.PARTIAL);
      assertThat(none.envelope().reason()).isEqualTo("changes_only");
      assertThat(none.rows()).isEmpty();
      Object fingerprint = first.of("settings_fingerprint").only().value("fingerprint");
      server.run("ALTER SYSTEM SET work_mem = '7MB'");
      server.run("SELECT pg_reload_conf()");
      awaitValue(server, "SELECT current_setting('work_mem')", "7MB");
      Poll changed = polls.after(Duration.ofMinutes(2)).poll();
      Row change = changed.of("settings").only();
      assertThat(change.value("postgresql.setting.name")).isEqualTo("work_mem");
      assertThat(change.value("value")).isEqualTo("7168");
      assertThat(change.value("loaded_at")).isInstanceOf(Long.class);
      assertThat(changed.of("settings_fingerprint").only().value("fingerprint"))
          .isNotEqualTo(fingerprint);
      assertThat(polls.pollAll().of("settings").rows()).hasSizeGreaterThan(150);
    } finally {
      server.run("ALTER SYSTEM RESET ALL");
      server.run("SELECT pg_reload_conf()");
    }
  }

  private static void assertKinds(CatalogueEntry entry, List<Column> columns, List<Object> row) {
    for (int i = 0; i < columns.size(); i++) {
      Object value = row.get(i);
      Class<?> type =
          switch (columns.get(i).kind()) {
            case COUNTER, GAUGE, SUM -> Number.class;
            case TIME, RESET -> Long.class;
            case IDENTITY -> String.class;
            case INFO -> Object.class;
          };
      if (value != null) {
        assertThat(value).as(entry.name() + "." + columns.get(i).name()).isInstanceOf(type);
      }
    }
  }

  private static List<CatalogueEntry> inUse(MetricsPolls polls) {
    ServerProfile profile = polls.profile().last().orElseThrow();
    return Catalogue.builtIn().choose(profile).stream()
        .map(Choice::entry)
        .flatMap(Optional::stream)
        .filter(entry -> !entry.builtIn())
        .toList();
  }

  /** Something of everything, so that most entries have rows. */
  private static void workload(MonitoredServer server) {
    server.run(
        """
        DROP SCHEMA IF EXISTS everything CASCADE;
        CREATE SCHEMA everything;
        CREATE TABLE everything.big (id serial PRIMARY KEY, word text, part int);
        CREATE INDEX unused ON everything.big (part, word);
        INSERT INTO everything.big (word, part)
          SELECT md5(g::text), g %% 7 FROM generate_series(1, 40000) g;
        CREATE FUNCTION everything.one() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END';
        SELECT everything.one();
        ANALYZE everything.big;
        """
            .formatted());
    server.run("CHECKPOINT");
    server.run(
        "SELECT pg_create_physical_replication_slot('kept', true)"
            + " WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = 'kept')");
    server.run(
        "SELECT pg_create_logical_replication_slot('decoded', 'test_decoding')"
            + " WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = 'decoded')"
            + " AND EXISTS (SELECT FROM pg_available_extensions WHERE name = 'hstore')");
  }

  private static void awaitValue(MonitoredServer server, String sql, Object expected) {
    Await.orFail(
        DEADLINE,
        () -> {
          List<List<String>> rows = server.postgres().query("postgres", sql);
          return !rows.isEmpty() && String.valueOf(expected).equals(rows.get(0).get(0));
        },
        () -> sql + " is not " + expected);
  }

  private static long number(MonitoredServer server, String sql) {
    return Long.parseLong(server.postgres().value(sql));
  }

  private static MonitoredServer server(int major) {
    return SERVERS.computeIfAbsent(
        major,
        missing -> {
          MonitoredServer server = MonitoredServer.start(missing, SETTINGS);
          server.run("GRANT pg_monitor TO " + MonitoredServer.MONITOR);
          return server;
        });
  }
}
