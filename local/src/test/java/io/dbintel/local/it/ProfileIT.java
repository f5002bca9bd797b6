package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.dbintel.ingest.capabilities.CachedTargetProfile;
import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Watchdog;
import io.dbintel.local.Await;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What real servers of all majors say of themselves. */
@ExtendWith(SharedStack.class)
class ProfileIT {
  private final Servers servers;
  private final Watchdog watchdog = new Watchdog();

  ProfileIT(Servers servers) {
    this.servers = servers;
  }

  @AfterEach
  void close() {
    watchdog.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void aServerSaysWhatItIs(int major) throws Exception {
    MonitoredServer server = servers.of(major);
    ServerProfile profile = profileOf(server.target("profile"));

    assertThat(profile.major()).isEqualTo(major);
    assertThat(profile.version()).isEqualTo(server.postgres().value("SHOW server_version"));
    assertThat(profile.systemIdentifier())
        .isEqualTo(server.postgres().value("SELECT system_identifier FROM pg_control_system()"));
    assertThat(Long.toString(profile.postmasterStart()))
        .isEqualTo(
            server
                .postgres()
                .value(
                    "SELECT extract(epoch FROM date_trunc('second', t))::bigint || to_char(t, 'US')"
                        + " FROM pg_postmaster_start_time() t"));
    assertThat(profile.replica()).isFalse();
    assertThat(profile.managedService()).isEqualTo("none");
    assertThat(profile.extensions())
        .containsEntry(
            "pg_stat_statements",
            server
                .postgres()
                .value("SELECT extversion FROM pg_extension WHERE extname = 'pg_stat_statements'"));
    assertThat(profile.extensionSchemas()).containsEntry("pg_stat_statements", "public");
    assertThat(profile.preloaded()).containsExactly("pg_stat_statements");
    assertThat(Long.toString(profile.roleOid()))
        .isEqualTo(
            server
                .postgres()
                .value(
                    "SELECT oid FROM pg_roles WHERE rolname = '%s'"
                        .formatted(MonitoredServer.MONITOR)));
    assertThat(profile.setting("track_io_timing")).contains("on");
    assertThat(profile.setting("compute_query_id").isPresent()).isEqualTo(major >= 14);
    assertThat(profile.setting("track_activity_query_size")).contains("1024");
    assertThat(profile.setting("pg_stat_statements.max")).contains("5000");
    assertThat(profile.traits()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 18})
  void grantsAreThoseOfTheRole(int major) throws Exception {
    MonitoredServer server = servers.of(major);
    server.createRole("granted");
    TargetConfig target = server.target("grants", "granted");

    assertThat(profileOf(target).grants())
        .contains("execute:pg_control_system", "use:pg_stat_statements", "connect:all_databases")
        .doesNotContain(
            "pg_monitor",
            "pg_read_all_stats",
            "pg_read_all_settings",
            "execute:pg_ls_logdir",
            "execute:pg_read_binary_file",
            "superuser");

    server.runUnseen("GRANT pg_monitor TO granted");
    assertThat(profileOf(target).grants())
        .contains(
            "pg_monitor",
            "pg_read_all_stats",
            "pg_read_all_settings",
            "pg_stat_scan_tables",
            "execute:pg_ls_logdir")
        .doesNotContain("pg_read_server_files", "execute:pg_read_binary_file", "superuser");

    server.runUnseen(
        "GRANT EXECUTE ON FUNCTION pg_read_binary_file(text,bigint,bigint,boolean) TO granted");
    server.runUnseen("CREATE DATABASE closed");
    server.runUnseen("REVOKE CONNECT ON DATABASE closed FROM PUBLIC");
    assertThat(profileOf(target).grants())
        .contains("execute:pg_read_binary_file")
        .doesNotContain("connect:all_databases");

    server.runUnseen("REVOKE pg_monitor FROM granted");
    server.runUnseen("REVOKE EXECUTE ON FUNCTION pg_stat_statements(boolean) FROM PUBLIC");
    assertThat(profileOf(target).grants())
        .doesNotContain("pg_monitor", "pg_read_all_stats", "use:pg_stat_statements");

    server.runUnseen("GRANT EXECUTE ON FUNCTION pg_stat_statements(boolean) TO PUBLIC");
    server.runUnseen("DROP DATABASE closed");
  }

  @Test
  void settingsOfTheRoleItselfSayNothingOfTheServer() throws Exception {
    MonitoredServer server = servers.of(17);
    server.createRole("own_settings");
    server.runUnseen("ALTER ROLE own_settings SET track_io_timing = off");
    server.runUnseen("ALTER ROLE own_settings SET log_min_duration_statement = 7");

    assertThat(profileOf(server.target("own-settings", "own_settings")).settings())
        .doesNotContainKeys("track_io_timing", "log_min_duration_statement", "statement_timeout")
        .containsKey("track_functions");
  }

  @Test
  void whatMayHoldASecretIsNeverRead() throws Exception {
    String secret = "archived-with-a-secret";
    try (MonitoredServer server =
        MonitoredServer.start(
            17,
            Map.of(
                "archive_command", "curl -u " + secret,
                "primary_conninfo", "host=h password=" + secret,
                "shared_preload_libraries", "pg_stat_statements, auto_explain"))) {
      server.runUnseen("GRANT pg_monitor TO " + MonitoredServer.MONITOR);
      ServerProfile profile = profileOf(server.target("secrets"));

      assertThat(profile.toString()).doesNotContain(secret);
      assertThat(profile.preloaded())
          .containsExactlyInAnyOrder("pg_stat_statements", "auto_explain");
      assertThat(profile.setting("auto_explain.log_min_duration")).contains("-1");
    }
  }

  @Test
  void theProfileFollowsTheServer() throws Exception {
    try (MonitoredServer server = MonitoredServer.start(16, Map.of())) {
      TargetConfig target = server.target("follows");
      CachedTargetProfile profile = new CachedTargetProfile(target);
      try (Session session = Session.open(target, watchdog)) {
        assertThat(profile.last()).isEmpty();
        ServerProfile first = profile.get(session);

        server.runUnseen("DROP EXTENSION pg_stat_statements");
        server.runUnseen("ALTER SYSTEM SET log_lock_waits = on");
        server.runUnseen("SELECT pg_reload_conf()");
        assertThat(profile.get(session)).isSameAs(first);

        profile.doubt();
        ServerProfile second = laterSession(server, profile, target);
        assertThat(second.installed("pg_stat_statements")).isFalse();
        assertThat(second.preloaded()).contains("pg_stat_statements");
        assertThat(second.setting("log_lock_waits")).contains("on");
        assertThat(profile.last()).containsSame(second);
      }
    }
  }

  /** Reads through a session that began after the settings were read anew. */
  private ServerProfile laterSession(
      MonitoredServer server, CachedTargetProfile profile, TargetConfig target) throws PollFailure {
    Await.orFail(
        Duration.ofSeconds(20),
        () -> server.postgres().value("SHOW log_lock_waits").equals("on"),
        () -> "the server has not read its settings anew");
    try (Session session = Session.open(target, watchdog)) {
      return profile.get(session);
    }
  }

  @Test
  void aStandbyIsAReplicaOfTheSameSystem() throws Exception {
    try (MonitoredServer primary = MonitoredServer.start(17, Map.of());
        MonitoredServer standby = MonitoredServer.startStandbyOf(primary)) {
      ServerProfile replica = profileOf(standby.target("standby"));
      ServerProfile original = profileOf(primary.target("primary"));

      assertThat(replica.replica()).isTrue();
      assertThat(replica.systemIdentifier()).isEqualTo(original.systemIdentifier());
      assertThat(replica.installed("pg_stat_statements")).isTrue();
      standby.postgres().promote();
      assertThat(profileOf(standby.target("standby")).replica()).isFalse();
    }
  }

  @Test
  void withoutTheSystemIdentifierNothingCanBeRead() throws Exception {
    try (MonitoredServer server = MonitoredServer.start(15, Map.of())) {
      server.runUnseen("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC");
      PollFailure failure =
          catchThrowableOfType(PollFailure.class, () -> profileOf(server.target("no-control")));
      assertThat(failure.code()).isEqualTo(FailureCode.MISSING_GRANT);
      assertThat(failure.fix())
          .contains("GRANT EXECUTE ON FUNCTION pg_catalog.pg_control_system() TO");
    }
  }

  @Test
  void aServiceIsKnownByItsMarks() throws Exception {
    MonitoredServer server = servers.of(14);
    server.createRole("rds_superuser");
    assertThat(profileOf(server.target("marked")).managedService()).isEqualTo("rds");
    server.runUnseen("DROP ROLE rds_superuser");
  }

  @Test
  void aProfileIsReadInLessThanTenMilliseconds() throws Exception {
    MonitoredServer server = servers.of(18);
    TargetConfig target = server.target("quick");
    try (Session session = Session.open(target, watchdog)) {
      Duration best = Duration.ofDays(1);
      // Other tests may load the machine: the best of many tells what the server needs.
      for (int i = 0; i < 300 && best.compareTo(Duration.ofMillis(10)) >= 0; i++) {
        long started = System.nanoTime();
        assertThat(new CachedTargetProfile(target).get(session).major()).isEqualTo(18);
        Duration took = Duration.ofNanos(System.nanoTime() - started);
        best = took.compareTo(best) < 0 ? took : best;
      }
      assertThat(best).isLessThan(Duration.ofMillis(10));
    }
  }

  private ServerProfile profileOf(TargetConfig target) throws PollFailure {
    try (Session session = Session.open(target, watchdog)) {
      return new CachedTargetProfile(target).get(session);
    }
  }
}
