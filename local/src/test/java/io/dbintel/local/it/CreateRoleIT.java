package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.ingest.capabilities.CachedTargetProfile;
import io.dbintel.ingest.capabilities.Problems;
import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.config.IngestConfig;
import io.dbintel.ingest.config.Secret;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Watchdog;
import io.dbintel.ingest.runtime.IngestService;
import io.dbintel.ingest.statements.PollSummary;
import io.dbintel.schemas.envelope.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts that make the monitoring role, on real servers of all majors. */
class CreateRoleIT {
  private static final Path SCRIPTS = Path.of("..", "docs", "sql");
  private static final String PASSWORD = "only for this test";

  private final Watchdog watchdog = new Watchdog();

  @AfterEach
  void close() {
    watchdog.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void theRoleCollectsAndMayDoNothingElse(int major) throws Exception {
    try (MonitoredServer server = MonitoredServer.start(major, Map.of("logging_collector", "on"))) {
      run(server, "create-role.sql");
      run(server, "create-role.sql");
      server.runUnseen("ALTER ROLE dbintel PASSWORD '%s'".formatted(PASSWORD));
      server.runUnseen("CREATE TABLE personal AS SELECT 1 AS id");
      server.repeat("SELECT count(*) FROM personal", 3);

      collects(target(server));
      theProfileShowsWhatIsListed(target(server));
      nothingElseIsGranted(server);
      mayNot(server, "SELECT * FROM public.personal");
      mayNot(server, "SELECT pg_catalog.pg_read_binary_file('PG_VERSION', 0, 10, false)");
      mayNot(server, "SELECT * FROM pg_authid");
      mayNot(server, "SET default_transaction_read_only = off; CREATE ROLE other");
      mayNot(server, "CREATE TEMPORARY TABLE written (id int)");

      run(server, "grant-log-access.sql");
      assertThat(profileOf(target(server)).grants())
          .contains("execute:pg_ls_logdir", "execute:pg_read_binary_file")
          .doesNotContain("pg_read_server_files", "execute:pg_stat_file");
      assertThat(
              asRole(
                  server,
                  "SELECT octet_length(pg_read_binary_file('log/' || name, 0, 100, true))"
                      + " FROM pg_ls_logdir() WHERE size > 0"))
          .isTrue();
      mayNot(server, "SELECT pg_catalog.pg_read_binary_file('/etc/hostname', 0, 10, false)");
      mayNot(server, "SELECT pg_catalog.pg_read_file('PG_VERSION')");
    }
  }

  private static void collects(TargetConfig target) {
    Tap tap = new Tap(new NoPublisher());
    try (IngestService service =
        IngestService.manual(new IngestConfig("it", null, List.of(target)), tap)) {
      PollSummary summary = service.pollNow(target.instance());
      assertThat(summary.outcome()).as("%s", summary).isEqualTo(Outcome.OK);
      assertThat(summary.rows()).isPositive();
      assertThat(summary.hiddenRows()).isZero();
      assertThat(summary.texts()).isPositive();
      assertThat(summary.epoch().readsAll()).isTrue();
    }
  }

  private void theProfileShowsWhatIsListed(TargetConfig target) throws PollFailure {
    ServerProfile profile = profileOf(target);
    // Later releases let pg_monitor execute pg_current_logfile, too.
    assertThat(profile.grants())
        .filteredOn(grant -> !grant.equals("execute:pg_current_logfile"))
        .containsExactlyInAnyOrder(
            "pg_monitor",
            "pg_read_all_settings",
            "pg_read_all_stats",
            "pg_stat_scan_tables",
            "execute:pg_control_system",
            "execute:pg_ls_archive_statusdir",
            "execute:pg_ls_logdir",
            "execute:pg_ls_tmpdir",
            "execute:pg_ls_waldir",
            "use:pg_stat_statements",
            "connect:all_databases");
    assertThat(Problems.known().of(profile, target))
        .extracting(finding -> finding.problem().code())
        .doesNotContain(
            "statements_of_others_hidden", "pg_monitor_not_granted", "role_is_superuser");
  }

  /** Memberships, attributes and every list of privileges of the server. */
  private static void nothingElseIsGranted(MonitoredServer server) {
    assertThat(
            server
                .postgres()
                .value(
                    "SELECT string_agg(roleid::regrole::text, ',') FROM pg_auth_members"
                        + " WHERE member = 'dbintel'::regrole"))
        .isEqualTo("pg_monitor");
    assertThat(
            server
                .postgres()
                .value(
                    "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication"
                        + " OR rolbypassrls FROM pg_roles WHERE rolname = 'dbintel'"))
        .isEqualTo("f");
    assertThat(
            server
                .postgres()
                .value(
                    "SELECT count(*) FROM pg_shdepend WHERE refobjid = 'dbintel'::regrole"
                        + " AND deptype IN ('o', 'a')"))
        .as("objects that it owns or has privileges on")
        .isEqualTo("0");
  }

  private static void mayNot(MonitoredServer server, String sql) {
    assertThatThrownBy(() -> asRole(server, sql))
        .as(sql)
        .isInstanceOfSatisfying(
            SQLException.class,
            refused -> assertThat(refused.getSQLState()).isIn("42501", "25006"));
  }

  private static boolean asRole(MonitoredServer server, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                server.postgres().jdbcUrl("postgres", "dbintel", PASSWORD));
        Statement statement = connection.createStatement()) {
      return statement.execute(sql) && statement.getResultSet().next();
    }
  }

  private ServerProfile profileOf(TargetConfig target) throws PollFailure {
    try (Session session = Session.open(target, watchdog)) {
      return new CachedTargetProfile(target).get(session);
    }
  }

  private static TargetConfig target(MonitoredServer server) {
    return TargetConfig.of(
        "role", "127.0.0.1", server.postgres().port(), "postgres", "dbintel", Secret.of(PASSWORD));
  }

  private static void run(MonitoredServer server, String script) throws IOException {
    server.runUnseen(Files.readString(SCRIPTS.resolve(script)));
  }
}
