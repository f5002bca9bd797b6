package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dbintel.ingest.config.Scrub;
import io.dbintel.ingest.config.Secret;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.local.Await;
import io.dbintel.local.postgres.EmbeddedPostgresServer;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.raw.SessionsTick;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.postgresql.replication.LogSequenceNumber;
import org.postgresql.replication.PGReplicationStream;

/** Samples of sessions against servers whose sessions are known one by one. */
@ExtendWith(SharedStack.class)
class SessionsIT {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final String ROLE = "sessions_monitor";

  private final Servers servers;

  SessionsIT(Servers servers) {
    this.servers = servers;
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void eachStateAppearsExactly(int major) throws Exception {
    MonitoredServer server = monitored(major);
    try (Sampling sampling = new Sampling(target(server));
        ClientSessions clients = new ClientSessions(server.postgres())) {
      ClientSession sleeping = clients.open().runLong("SELECT pg_sleep(600)", "Timeout");
      ClientSession inTransaction = clients.open().run("BEGIN").run("SELECT 7 AS kept");
      ClientSession writing = clients.open().run("BEGIN").run("CREATE TEMP TABLE scratch (id int)");
      ClientSession aborted = clients.open().run("BEGIN").runInVain("SELECT 1 / 0");
      clients.open().run("SELECT 1");
      ClientSession namesake =
          clients.opened(new ClientSession(server.postgres(), "dbintel")).run("BEGIN");
      clients
          .opened(
              new ClientSession(
                  server.postgres(), "postgres", "dbintel", ROLE, MonitoredServer.PASSWORD))
          .run("BEGIN");

      Tick tick = sampling.tick();

      assertThat(tick.envelope().outcome()).isEqualTo(Outcome.OK);
      assertThat(tick.clients())
          .extracting(row -> row.get("pid"), row -> row.get("state"))
          .containsExactlyInAnyOrder(
              pair(sleeping, "active"),
              pair(inTransaction, "idle in transaction"),
              pair(writing, "idle in transaction"),
              pair(aborted, "idle in transaction (aborted)"),
              pair(namesake, "idle in transaction"));
      assertThat(tick.body().rowsLeftOut()).isZero();
      assertThat(tick.body().hidden()).isZero();
      assertThat(tick.body().blocked()).isEmpty();
      details(major, tick, sleeping, writing, server);
    }
  }

  private static void details(
      int major, Tick tick, ClientSession sleeping, ClientSession writing, MonitoredServer server) {
    Map<String, Object> row = tick.row(sleeping.pid()).orElseThrow();
    assertThat(row)
        .containsEntry("wait_event_type", "Timeout")
        .containsEntry("wait_event", "PgSleep")
        .containsEntry("application_name", ClientSessions.APPLICATION)
        .containsEntry("client_addr", "127.0.0.1")
        .containsEntry("backend_xid_age", null)
        .containsEntry("leader_pid", null);
    assertThat(tick.envelope().databases())
        .containsEntry(Tick.number(row.get("datid")), "postgres");
    assertThat(tick.envelope().roles()).containsEntry(Tick.number(row.get("usesysid")), "postgres");
    List<String> times =
        server
            .postgres()
            .query(
                "postgres",
                ("SELECT round(extract(epoch FROM xact_start) * 1000000)::bigint,"
                        + " round(extract(epoch FROM query_start) * 1000000)::bigint,"
                        + " round(extract(epoch FROM backend_start) * 1000000)::bigint"
                        + " FROM pg_stat_activity WHERE pid = %d")
                    .formatted(sleeping.pid()))
            .get(0);
    assertThat(List.of(row.get("xact_start"), row.get("query_start"), row.get("backend_start")))
        .extracting(String::valueOf)
        .isEqualTo(times);
    assertThat(tick.row(writing.pid()).orElseThrow().get("backend_xid_age")).isNotNull();
    assertThat(textOf(tick, row).text()).isEqualTo("SELECT pg_sleep(600)");
    if (major >= 14) {
      String queryId =
          server
              .postgres()
              .value("SELECT query_id FROM pg_stat_activity WHERE pid = " + sleeping.pid());
      assertThat(String.valueOf(row.get("query_id"))).isEqualTo(queryId);
      assertThat(row).containsEntry("fingerprint", null);
    } else {
      assertThat(row).containsEntry("query_id", null);
      assertThat((String) row.get("fingerprint")).matches("v2:[0-9a-f]{16}");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void blockersOfChainAndQueueAreThoseTheServerNames(int major) {
    MonitoredServer server = monitored(major);
    try (Sampling sampling = new Sampling(target(server));
        ClientSessions clients = new ClientSessions(server.postgres())) {
      ClientSession root = clients.open().run("BEGIN").run("SELECT pg_advisory_xact_lock(1)");
      ClientSession middle = clients.open().run("BEGIN").run("SELECT pg_advisory_xact_lock(2)");
      middle.runLong("SELECT pg_advisory_xact_lock(1)", "Lock");
      ClientSession end = clients.open().runLong("SELECT pg_advisory_lock(2)", "Lock");
      ClientSession second = clients.open().runLong("SELECT pg_advisory_lock_shared(1)", "Lock");
      ClientSession third = clients.open().runLong("SELECT pg_advisory_lock(1)", "Lock");
      clients.open().runLong("SELECT pg_sleep(600)", "Timeout");

      Tick tick = sampling.tick();

      assertThat(tick.body().blocked())
          .extracting(SessionsTick.Blocked::pid)
          .containsExactlyInAnyOrder(middle.pid(), end.pid(), second.pid(), third.pid());
      assertThat(tick.blockers(middle.pid())).containsExactly(root.pid());
      assertThat(tick.blockers(end.pid())).containsExactly(middle.pid());
      for (ClientSession waiter : List.of(middle, end, second, third)) {
        String truth =
            server
                .postgres()
                .value(
                    ("SELECT array_to_string(array(SELECT DISTINCT p FROM"
                            + " unnest(pg_blocking_pids(%d)) p ORDER BY p), ',')")
                        .formatted(waiter.pid()));
        assertThat(tick.blockers(waiter.pid()).stream().map(String::valueOf))
            .containsExactly(truth.split(","));
      }
      assertThat(tick.row(root.pid()).orElseThrow()).containsEntry("state", "idle in transaction");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void parallelWorkersAreRowsWithTheirLeader(int major) {
    MonitoredServer server = monitored(major);
    try (Sampling sampling = new Sampling(target(server));
        ClientSessions clients = new ClientSessions(server.postgres())) {
      String setting = major >= 16 ? "debug_parallel_query" : "force_parallel_mode";
      ClientSession leader = clients.open().run("SET " + setting + " = on");
      leader.runLong("SELECT pg_sleep(600)", "Timeout");

      Tick tick = sampling.tick();

      List<Map<String, Object>> workers =
          tick.rows(row -> "parallel worker".equals(row.get("backend_type")));
      assertThat(workers).hasSize(1);
      assertThat(workers.get(0))
          .containsEntry("leader_pid", leader.pid())
          .containsEntry("state", "active")
          .containsEntry("wait_event", "PgSleep")
          .containsEntry("text_id", tick.row(leader.pid()).orElseThrow().get("text_id"));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 18})
  void aWalsenderIsNoLoad(int major) throws SQLException {
    MonitoredServer server = monitored(major);
    Properties properties = new Properties();
    properties.setProperty("user", EmbeddedPostgresServer.SUPERUSER);
    properties.setProperty("password", server.postgres().password());
    properties.setProperty("replication", "true");
    properties.setProperty("preferQueryMode", "simple");
    properties.setProperty("assumeMinServerVersion", "13");
    try (Sampling sampling = new Sampling(target(server));
        Connection connection =
            DriverManager.getConnection(server.postgres().jdbcUrl("postgres"), properties);
        PGReplicationStream stream =
            connection
                .unwrap(PGConnection.class)
                .getReplicationAPI()
                .replicationStream()
                .physical()
                .withStartPosition(
                    LogSequenceNumber.valueOf(
                        server.postgres().value("SELECT pg_current_wal_flush_lsn()")))
                .start()) {
      assertThat(stream.isClosed()).isFalse();
      Await.orFail(
          DEADLINE,
          () ->
              server
                  .postgres()
                  .value(
                      "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'walsender'"
                          + " AND state = 'active'")
                  .equals("1"),
          () -> "no walsender is active");
      Tick tick = sampling.tick();
      assertThat(tick.envelope().outcome()).isEqualTo(Outcome.OK);
      assertThat(tick.rows(row -> "walsender".equals(row.get("backend_type")))).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void anIdleServerStillGivesTicks(int major) {
    MonitoredServer server = monitored(major);
    try (Sampling sampling = new Sampling(target(server));
        ClientSessions clients = new ClientSessions(server.postgres())) {
      clients.open().run("SELECT 1");
      List<Tick> ticks = List.of(sampling.tick(), sampling.tick(), sampling.tick());
      for (Tick tick : ticks) {
        assertThat(tick.clients()).isEmpty();
        assertThat(tick.envelope().outcome()).isEqualTo(Outcome.OK);
        assertThat(tick.envelope().serverTimeAfter())
            .isGreaterThanOrEqualTo(tick.envelope().serverTimeBefore());
        assertThat(tick.envelope().epoch().kind()).isEqualTo("sampled");
        assertThat(tick.envelope().epoch().view()).isEqualTo("pg_stat_activity");
        assertThat(tick.envelope().epoch().viewVersion()).isEqualTo(String.valueOf(major));
        assertThat(tick.body().intervalMicros()).isEqualTo(1_000_000);
      }
      assertThat(ticks).extracting(tick -> tick.body().tick()).containsExactly(0L, 1L, 2L);
      assertThat(sampling.result().accepted()).isTrue();
      assertThat(sampling.profile().reads()).isEqualTo(1);
    }
  }

  @Test
  void aTextIsPublishedOnceAMinute() {
    MonitoredServer server = monitored(17);
    try (Sampling sampling = new Sampling(target(server));
        ClientSessions clients = new ClientSessions(server.postgres())) {
      clients.open().runLong("SELECT pg_sleep(600) AS first", "Timeout");
      clients.open().runLong("SELECT pg_sleep(600) AS first", "Timeout");
      Tick first = sampling.tick();
      assertThat(first.body().texts()).hasSize(1);
      clients.open().runLong("SELECT pg_sleep(600) AS second", "Timeout");
      Tick second = sampling.tick();
      assertThat(second.body().texts())
          .extracting(SessionsTick.SessionText::text)
          .containsExactly("SELECT pg_sleep(600) AS second");
      assertThat(second.clients())
          .extracting(row -> row.get("text_id"))
          .filteredOn(id -> id.equals(first.body().texts().get(0).textId()))
          .hasSize(2);
    }
  }

  @Test
  void textsThatTheServerCutAreFlagged() {
    MonitoredServer server = monitored(17);
    try (Sampling sampling = new Sampling(target(server));
        ClientSessions clients = new ClientSessions(server.postgres())) {
      String longText = "SELECT pg_sleep(600), '" + "x".repeat(2_000) + "'";
      String justFits = "SELECT pg_sleep(600), '" + "y".repeat(1_022 - 24) + "'";
      String umlauts = "SELECT pg_sleep(600), '" + "ü".repeat(2_000) + "'";
      clients.open().runLong(longText, "Timeout");
      clients.open().runLong(justFits, "Timeout");
      clients.open().runLong(umlauts, "Timeout");
      Tick tick = sampling.tick();
      assertThat(tick.body().texts())
          .extracting(SessionsTick.SessionText::text, SessionsTick.SessionText::truncated)
          .containsExactlyInAnyOrder(
              tuple(longText.substring(0, 1_023), true),
              tuple(justFits, false),
              tuple(umlauts.substring(0, 23 + 500), true));
    }
  }

  @Test
  void aTextOfADatabaseWithAnotherEncodingIsReadAsFarAsItGoes() {
    MonitoredServer server = monitored(17);
    server.runUnseen("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
    try (Sampling sampling = new Sampling(target(server));
        ClientSessions clients = new ClientSessions(server.postgres())) {
      ClientSession foreign =
          clients.opened(new ClientSession(server.postgres(), "latin", "latin"));
      foreign.runLong("SELECT pg_sleep(600) AS größe", "Timeout");
      Tick tick = sampling.tick();
      assertThat(tick.envelope().outcome()).isEqualTo(Outcome.OK);
      assertThat(textOf(tick, tick.row(foreign.pid()).orElseThrow()).text())
          .startsWith("SELECT pg_sleep(600) AS gr");
    }
  }

  @Test
  void beyondTheLimitOfRowsTheOldestStay() {
    MonitoredServer server = monitored(17);
    TargetConfig target = target(server);
    TargetConfig limited =
        target.withSignals(
            target.signals().withSessions(target.signals().sessions().withMaxRows(3)));
    try (Sampling sampling = new Sampling(limited);
        ClientSessions clients = new ClientSessions(server.postgres())) {
      ClientSession oldest = clients.open().run("BEGIN").run("SELECT 1");
      ClientSession older = clients.open().runLong("SELECT pg_sleep(600)", "Timeout");
      ClientSession old = clients.open().runLong("SELECT pg_sleep(600)", "Timeout");
      clients.open().runLong("SELECT pg_sleep(600)", "Timeout");
      clients.open().run("BEGIN");
      Await.orFail(
          DEADLINE,
          () -> sampling.tick().clients().size() == 3,
          () -> "a process of the server is always among the oldest");
      Tick tick = sampling.tick();
      assertThat(tick.clients())
          .extracting(row -> row.get("pid"))
          .containsExactly(oldest.pid(), older.pid(), old.pid());
      assertThat(tick.body().rowsLeftOut()).isGreaterThanOrEqualTo(2);
      assertThat(tick.body().rowsLeftOut() - tick.body().activeLeftOut()).isEqualTo(1);
      assertThat(tick.envelope().outcome()).isEqualTo(Outcome.PARTIAL);
      assertThat(tick.envelope().reason()).isEqualTo("row_limit");
      assertThat(sampling.result().fix()).contains("sessions.max_rows");
    }
  }

  @Test
  void onlySoManyWaitersAreAskedForWhom() {
    MonitoredServer server = monitored(17);
    try (Sampling sampling = new Sampling(target(server));
        ClientSessions clients = new ClientSessions(server.postgres())) {
      clients.open().run("SELECT pg_advisory_lock(5)");
      for (int i = 0; i < 53; i++) {
        clients.open().runLong("SELECT pg_advisory_lock_shared(5)", "Lock");
      }
      Tick tick = sampling.tick();
      assertThat(tick.clients()).hasSize(53);
      assertThat(tick.body().blocked()).hasSize(50);
      assertThat(tick.body().waitersLeftOut()).isEqualTo(3);
      assertThat(tick.envelope().reason()).isEqualTo("waiter_limit");
      assertThat(tick.envelope().outcome()).isEqualTo(Outcome.PARTIAL);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void withoutTheGrantSessionsAreCountedAndNotInvented(int major) {
    MonitoredServer server = monitored(major);
    try (Sampling sampling = new Sampling(target(server));
        ClientSessions clients = new ClientSessions(server.postgres())) {
      ClientSession sleeping = clients.open().runLong("SELECT pg_sleep(600)", "Timeout");
      ClientSession own =
          clients
              .opened(
                  new ClientSession(
                      server.postgres(), "postgres", "own", ROLE, MonitoredServer.PASSWORD))
              .run("BEGIN");
      Tick seeing = sampling.tick();
      assertThat(seeing.row(sleeping.pid())).isPresent();
      server.runUnseen("REVOKE pg_monitor FROM " + ROLE);
      Tick blind = sampling.tick();
      Tick after = sampling.tick();
      server.runUnseen("GRANT pg_monitor TO " + ROLE);
      Tick again = sampling.tick();

      assertThat(blind.rows()).extracting(row -> row.get("pid")).containsExactly(own.pid());
      assertThat(blind.body().hidden()).isPositive();
      assertThat(blind.body().rowsLeftOut()).isZero();
      assertThat(blind.envelope().outcome()).isEqualTo(Outcome.PARTIAL);
      assertThat(blind.envelope().reason()).isEqualTo("missing_grant");
      assertThat(sampling.profile().reads())
          .as("asked again because of the contradiction")
          .isEqualTo(2);
      assertThat(seeing.envelope().epoch().readsAll()).isTrue();
      assertThat(after.envelope().epoch().readsAll()).isFalse();
      assertThat(again.row(sleeping.pid())).isPresent();
      assertThat(again.body().hidden()).isZero();
    }
  }

  @Test
  void aStoppedServerGivesFailedTicksAndComesBack() {
    try (MonitoredServer server = MonitoredServer.start(17, Map.of())) {
      createRole(server);
      try (Sampling sampling = new Sampling(target(server))) {
        assertThat(sampling.tick().envelope().outcome()).isEqualTo(Outcome.OK);
        server.postgres().stop();
        Tick lost = sampling.tick();
        Tick refused = sampling.tick();
        Tick left = sampling.leaveOut("breaker_open");
        server.postgres().startAgain();
        Tick back = sampling.tick();

        for (Tick failed : List.of(lost, refused, left)) {
          assertThat(failed.envelope().outcome()).isEqualTo(Outcome.FAILED);
          assertThat(failed.envelope().epoch()).isNull();
          assertThat(failed.envelope().serverTimeBefore()).isNull();
          assertThat(failed.rows()).isEmpty();
        }
        assertThat(lost.envelope().reason()).isEqualTo("connection_lost");
        assertThat(refused.envelope().reason()).isEqualTo("connection_refused");
        assertThat(left.envelope().reason()).isEqualTo("breaker_open");
        assertThat(back.envelope().outcome()).isEqualTo(Outcome.OK);
        assertThat(back.envelope().epoch().postmasterStart())
            .as("of the new start")
            .isGreaterThan(lost.envelope().collectedAt());
        assertThat(List.of(lost.body().tick(), refused.body().tick(), left.body().tick()))
            .isSorted()
            .doesNotHaveDuplicates();
      }
    }
  }

  @Test
  void preparedTransactionsAndAutovacuumAreSeen() {
    Map<String, String> settings =
        Map.of(
            "max_prepared_transactions", "5",
            "autovacuum_naptime", "1s",
            "autovacuum_vacuum_threshold", "1",
            "autovacuum_vacuum_scale_factor", "0",
            "autovacuum_vacuum_cost_delay", "100ms",
            "autovacuum_vacuum_cost_limit", "1");
    try (MonitoredServer server = MonitoredServer.start(17, settings)) {
      createRole(server);
      try (Sampling sampling = new Sampling(target(server));
          ClientSessions clients = new ClientSessions(server.postgres())) {
        server.run("CREATE TABLE worn AS SELECT i FROM generate_series(1, 100000) AS i");
        server.run("DELETE FROM worn WHERE i % 2 = 0");
        Await.orFail(
            DEADLINE,
            () ->
                !sampling
                    .tick()
                    .rows(row -> "autovacuum worker".equals(row.get("backend_type")))
                    .isEmpty(),
            () -> "no autovacuum in any tick");
        clients
            .open()
            .run("BEGIN")
            .run("SELECT pg_advisory_xact_lock(9)")
            .run("PREPARE TRANSACTION 'forgotten'");
        ClientSession waiting = clients.open().runLong("SELECT pg_advisory_lock(9)", "Lock");
        assertThat(sampling.tick().blockers(waiting.pid())).containsExactly(0L);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 17})
  void nothingPersonalLeavesWithEdgeScrubbing(int major) {
    MonitoredServer server = monitored(major);
    String secret = "Zq7secret41tok";
    List<String> texts =
        List.of(
            "SELECT pg_sleep(600), '%s'".formatted(secret),
            "SELECT pg_sleep(600) /* %s */".formatted(secret),
            "SELECT pg_sleep(600) AS \"%s\"".formatted(secret),
            "SELECT pg_sleep(600), $tag$%s$tag$".formatted(secret),
            "SELECT pg_sleep(600), E'\\'%s' -- %s".formatted(secret, secret),
            "SELECT pg_sleep(600), '" + "x".repeat(980) + secret + "x".repeat(600) + "'");
    try (Sampling sampling = new Sampling(target(server).withScrub(Scrub.EDGE));
        ClientSessions clients = new ClientSessions(server.postgres())) {
      List<String> personal = List.of("eve@example.org", "4111111111111111", "token=" + secret);
      for (int i = 0; i < texts.size(); i++) {
        clients
            .opened(new ClientSession(server.postgres(), personal.get(i % personal.size())))
            .runLong(texts.get(i), "Timeout");
      }
      Tick tick = sampling.tick();
      assertThat(tick.clients()).hasSize(texts.size());
      assertThat(tick.envelope().scrubVersion()).isEqualTo("v2");
      assertThat(tick.body().texts())
          .extracting(SessionsTick.SessionText::text)
          .contains("SELECT pg_sleep(?), ?");
      assertThat(tick.clients())
          .allMatch(row -> row.get("fingerprint") != null)
          .extracting(row -> row.get("client_addr"))
          .doesNotContain("127.0.0.1");
      sampling.tick();
      for (var record : sampling.records()) {
        assertThat(new String(record.value(), StandardCharsets.UTF_8))
            .doesNotContainIgnoringCase(secret)
            .doesNotContain("eve@", "4111111111111111");
      }
    }
  }

  private MonitoredServer monitored(int major) {
    MonitoredServer server = servers.of(major);
    if (server
        .postgres()
        .query("postgres", "SELECT FROM pg_roles WHERE rolname = '" + ROLE + "'")
        .isEmpty()) {
      createRole(server);
    }
    return server;
  }

  private static void createRole(MonitoredServer server) {
    server.createRole(ROLE);
    server.runUnseen("GRANT pg_monitor TO " + ROLE);
  }

  private static TargetConfig target(MonitoredServer server) {
    EmbeddedPostgresServer postgres = server.postgres();
    return TargetConfig.of(
        "sessions-" + server.major(),
        "127.0.0.1",
        postgres.port(),
        "postgres",
        ROLE,
        Secret.of(MonitoredServer.PASSWORD));
  }

  private static Tuple pair(ClientSession session, String state) {
    return tuple(session.pid(), state);
  }

  private static SessionsTick.SessionText textOf(Tick tick, Map<String, Object> row) {
    return tick.body().texts().stream()
        .filter(text -> text.textId().equals(row.get("text_id")))
        .findFirst()
        .orElseThrow();
  }
}
