package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.dbintel.ingest.config.Secret;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.local.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the sessions are read, a tick holds the same. */
@ExtendWith(SharedStack.class)
class SessionFormsIT {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final String ROLE = "forms_monitor";
  private static final String ABORTED = "idle in transaction (aborted)";
  private static final int TICKS = 6;

  /** Parts of texts as pg_stat_statements keeps them. */
  private static final String LISTED = "pg_stat_get_activity($";

  private static final String LOOKED_AT = "pg_stat_get_backend_idset";
  private static final String ASKED = "AS w (pid)";

  /** Move on although nothing happens in the session. */
  private static final List<String> AGES = List.of("backend_xid_age", "backend_xmin_age");

  private final Servers servers;

  SessionFormsIT(Servers servers) {
    this.servers = servers;
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void everyTickHoldsTheSame(int major) {
    MonitoredServer server = monitored(major);
    long lookedAt = calls(server, LOOKED_AT);
    long listed = calls(server, LISTED);
    long asked = calls(server, ASKED);
    try (Sampling sampling = new Sampling(target(server));
        ClientSessions clients = new ClientSessions(server.postgres())) {
      clients.open();
      clients.open().run("SELECT 1");
      ClientSession disabled = clients.open().run("SET track_activities = off").run("SELECT 2");
      ClientSession holder = clients.open().run("BEGIN").run("SELECT pg_advisory_xact_lock(3)");
      ClientSession waiting =
          clients.open().runLong("SELECT pg_advisory_xact_lock_shared(3)", "Lock");
      ClientSession aborted = clients.open().run("BEGIN").runInVain("SELECT 1 / 0");
      ClientSession sleeping = clients.open().runLong("SELECT pg_sleep(600)", "Timeout");

      List<Tick> ticks = new ArrayList<>();
      for (int i = 0; i < TICKS; i++) {
        ticks.add(sampling.tick());
      }

      for (Tick tick : ticks) {
        assertThat(tick.clients())
            .extracting(row -> row.get("pid"))
            .containsExactlyInAnyOrder(
                disabled.pid(), holder.pid(), waiting.pid(), aborted.pid(), sleeping.pid());
        assertThat(steady(tick)).isEqualTo(steady(ticks.get(0)));
        assertThat(tick.body().blocked()).hasSize(1);
        assertThat(tick.blockers(waiting.pid())).containsExactly(holder.pid());
        assertThat(tick.body().waitersLeftOut()).isZero();
      }
    }
    assertThat(calls(server, LOOKED_AT) - lookedAt).isEqualTo(TICKS / 2);
    assertThat(calls(server, LISTED) - listed).isEqualTo(TICKS / 2);
    assertThat(calls(server, ASKED) - asked)
        .as("later ticks ask within their own query")
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 18})
  void aTransactionThatFailsBetweenTwoTicksIsNotTakenForIdle(int major) {
    MonitoredServer server = monitored(major);
    try (Sampling sampling = new Sampling(target(server));
        ClientSessions clients = new ClientSessions(server.postgres())) {
      ClientSession idle = clients.open().run("SELECT 1");
      ClientSession busy = clients.open().run("BEGIN").runLong("SELECT pg_sleep(600)", "Timeout");
      assertThat(sampling.tick().clients())
          .extracting(row -> row.get("pid"))
          .containsExactly(busy.pid());

      server.runUnseen("SELECT pg_cancel_backend(%d)".formatted(busy.pid()));
      idle.run("BEGIN").runInVain("SELECT 1 / 0");
      Await.orFail(
          DEADLINE,
          () ->
              server
                  .postgres()
                  .value("SELECT count(*) FROM pg_stat_activity WHERE state = '" + ABORTED + "'")
                  .equals("2"),
          () -> "the transactions have not failed");

      for (int i = 1; i < TICKS; i++) {
        assertThat(sampling.tick().clients())
            .extracting(row -> row.get("pid"), row -> row.get("state"))
            .containsExactlyInAnyOrder(tuple(busy.pid(), ABORTED), tuple(idle.pid(), ABORTED));
      }
    }
  }

  /** Rows of clients in their order, without what moves on. */
  private static List<Map<String, Object>> steady(Tick tick) {
    return tick.clients().stream()
        .<Map<String, Object>>map(
            row -> {
              Map<String, Object> steady = new HashMap<>(row);
              AGES.forEach(steady::remove);
              return steady;
            })
        .toList();
  }

  /** How often the collector has run a query with this in its text. */
  private static long calls(MonitoredServer server, String part) {
    return Long.parseLong(
        server
            .postgres()
            .value(
                ("SELECT coalesce(sum(s.calls), 0) FROM pg_stat_statements AS s"
                        + " JOIN pg_roles AS r ON r.oid = s.userid"
                        + " WHERE r.rolname = '%s' AND strpos(s.query, '%s') > 0")
                    .formatted(ROLE, part)));
  }

  private MonitoredServer monitored(int major) {
    MonitoredServer server = servers.of(major);
    if (server
        .postgres()
        .query("postgres", "SELECT FROM pg_roles WHERE rolname = '" + ROLE + "'")
        .isEmpty()) {
      server.createRole(ROLE);
      server.runUnseen("GRANT pg_monitor TO " + ROLE);
    }
    return server;
  }

  private static TargetConfig target(MonitoredServer server) {
    return TargetConfig.of(
        "forms-" + server.major(),
        "127.0.0.1",
        server.postgres().port(),
        "postgres",
        ROLE,
        Secret.of(MonitoredServer.PASSWORD));
  }
}
