package io.dbintel.ingest.capabilities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.ingest.config.LogSourceKind;
import io.dbintel.ingest.config.LogsConfig;
import io.dbintel.ingest.config.Secret;
import io.dbintel.ingest.config.SslMode;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.schemas.raw.Capabilities;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest {
  private static final Problems PROBLEMS = Problems.known();

  @Test
  void aGoodServerHasNone() {
    assertThat(PROBLEMS.of(Profiles.good().build(), target(LogSourceKind.FILE))).isEmpty();
    assertThat(PROBLEMS.of(Profiles.good().build(), target(LogSourceKind.SQL))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void oneThingThatLacksIsOneProblem(Case lacking) {
    List<Finding> found = PROBLEMS.of(lacking.profile(), lacking.target());
    assertThat(found).extracting(finding -> finding.problem().code()).contains(lacking.code());
    Capabilities.Problem problem =
        found.stream()
            .map(Finding::problem)
            .filter(candidate -> candidate.code().equals(lacking.code()))
            .findFirst()
            .orElseThrow();
    assertThat(problem.fix()).contains(lacking.fix());
    assertThat(problem.message() + problem.fix())
        .doesNotContain("{")
        .doesNotContain("planted-secret");
    assertThat(found).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  void everyProblemHasACase() {
    assertThat(cases().map(Case::code)).containsAll(PROBLEMS.codes());
    assertThat(PROBLEMS.codes()).doesNotHaveDuplicates();
  }

  @Test
  void theWorstComesFirst() {
    List<Finding> found =
        PROBLEMS.of(
            Profiles.good()
                .setting("track_functions", "none")
                .setting("track_io_timing", "off")
                .revoked("pg_read_all_stats", "pg_monitor")
                .trait(ServerProfile.POOLER)
                .build(),
            target(LogSourceKind.FILE));
    assertThat(found)
        .extracting(Finding::severity)
        .containsExactly(Severity.UNUSABLE, Severity.LOST, Severity.LESS, Severity.ADVICE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"none", "rds", "aurora", "cloudsql", "alloydb", "azure", "supabase", "unheard-of"})
  void nothingIsLeftUnfilledAtAnyService(String service) {
    for (ServerProfile poor : List.of(poor(service).build(), poor(service).replica().build())) {
      List<Finding> found = PROBLEMS.of(poor, target(LogSourceKind.SQL));
      assertThat(found).hasSizeGreaterThan(15);
      for (Finding finding : found) {
        assertThat(finding.problem().message() + finding.problem().fix())
            .as(finding.problem().code())
            .doesNotContain("{")
            .doesNotContain("planted-secret");
      }
    }
  }

  @Test
  void aServiceHasItsOwnWay() {
    assertThat(fix("rds", "track_io_timing_off")).contains("DB parameter group");
    assertThat(fix("aurora", "track_io_timing_off")).contains("DB cluster parameter group");
    assertThat(fix("cloudsql", "auto_explain_not_loaded")).contains("cloudsql.enable_auto_explain");
    assertThat(fix("azure", "pg_stat_statements_not_loaded")).contains("server parameter");
    assertThat(fix("supabase", "track_io_timing_off")).contains("configuration of the service");
    assertThat(fix("rds", "log_not_readable")).contains("OTLP");
    assertThat(fix("none", "track_io_timing_off")).contains("ALTER SYSTEM", "pg_reload_conf");
  }

  @Test
  void onAReplicaSqlIsForThePrimary() {
    Finding finding =
        PROBLEMS
            .of(
                Profiles.good().replica().without("pg_stat_statements").build(),
                target(LogSourceKind.FILE))
            .get(0);
    assertThat(finding.problem().fix()).startsWith("on the primary run CREATE EXTENSION");
  }

  @Test
  void whatIsNotKnownIsNoProblem() {
    ServerProfile silent =
        Profiles.good()
            .withoutSetting("track_io_timing")
            .withoutSetting("log_line_prefix")
            .withoutSetting("track_activity_query_size")
            .build();
    assertThat(PROBLEMS.of(silent, target(LogSourceKind.FILE))).isEmpty();
  }

  @Test
  void aConditionThatDoesNotExistIsRefused() {
    assertThatThrownBy(
            () -> new Condition(new ObjectMapper().readTree("{\"instaled\": \"vector\"}")))
        .hasMessage("There is no condition instaled");
  }

  private static Stream<Case> cases() {
    return Stream.of(
        with("server_too_old", "upgrade", good -> good.major(12)),
        with("through_pooler", "host and port", good -> good.trait(ServerProfile.POOLER)),
        with(
            "pg_stat_statements_not_loaded",
            "add pg_stat_statements to shared_preload_libraries",
            good -> good.notLoaded("pg_stat_statements")),
        with(
            "pg_stat_statements_not_created",
            "CREATE EXTENSION pg_stat_statements; in database \"shop \"\"1\"\"\"",
            good -> good.without("pg_stat_statements")),
        with(
            "pg_stat_statements_old",
            "ALTER EXTENSION pg_stat_statements UPDATE",
            good -> good.extension("pg_stat_statements", "1.9")),
        with(
            "pg_stat_statements_old",
            "UPDATE",
            good -> good.major(18).extension("pg_stat_statements", "1.11")),
        with(
            "pg_stat_statements_not_readable",
            "GRANT USAGE ON SCHEMA \"public\" TO \"mon\"\"itor\"",
            good -> good.revoked("use:pg_stat_statements")),
        with(
            "pg_stat_statements_tracks_nothing",
            "pg_stat_statements.track = 'top'",
            good -> good.setting("pg_stat_statements.track", "none")),
        with(
            "pg_stat_statements_max_small",
            "restart",
            good -> good.setting("pg_stat_statements.max", "500")),
        with(
            "query_ids_not_computed",
            "compute_query_id = 'auto'",
            good -> good.setting("compute_query_id", "off")),
        with(
            "statements_of_others_hidden",
            "GRANT pg_monitor TO \"mon\"\"itor\"",
            good -> good.revoked("pg_read_all_stats", "pg_monitor")),
        with("pg_monitor_not_granted", "GRANT pg_monitor", good -> good.revoked("pg_monitor")),
        with("databases_closed", "GRANT CONNECT", good -> good.revoked("connect:all_databases")),
        with("role_is_superuser", "create-role.sql", good -> good.grants("superuser")),
        with(
            "role_reads_data",
            "REVOKE pg_read_all_data FROM \"mon\"\"itor\"",
            good -> good.grants("pg_read_all_data")),
        with(
            "role_reads_files",
            "REVOKE pg_read_server_files",
            good -> good.grants("pg_read_server_files")),
        off("track_activities_off", "track_activities"),
        off("track_counts_off", "track_counts"),
        off("track_io_timing_off", "track_io_timing"),
        off("track_wal_io_timing_off", "track_wal_io_timing"),
        set("track_functions_off", "track_functions = 'pl'", "track_functions", "none"),
        set("track_activity_query_size_small", "restart", "track_activity_query_size", "1024"),
        with("replica", "primary", Profiles::replica),
        with(
            "auto_explain_not_loaded",
            "add auto_explain to shared_preload_libraries",
            good -> good.notLoaded("auto_explain")),
        set("auto_explain_off", "log_min_duration", "auto_explain.log_min_duration", "-1"),
        set("auto_explain_only_slow", "sample_rate", "auto_explain.log_min_duration", "60000"),
        set("auto_explain_timing", "log_timing = 'off'", "auto_explain.log_timing", "on"),
        set("auto_explain_not_analyzed", "log_analyze", "auto_explain.log_analyze", "off"),
        set("auto_explain_format", "log_format = 'json'", "auto_explain.log_format", "text"),
        set(
            "auto_explain_parameters",
            "log_parameter_max_length = '0'",
            "auto_explain.log_parameter_max_length",
            "-1"),
        with(
            "plans_without_query_id",
            "%Q",
            good ->
                good.setting("log_line_prefix", "%m [%p] ")
                    .setting("auto_explain.log_verbose", "off")),
        new Case(
            "log_not_collected",
            "logs.source",
            Profiles.good().build(),
            target(LogSourceKind.NONE)),
        new Case(
            "log_not_readable",
            "GRANT EXECUTE ON FUNCTION pg_catalog.pg_ls_logdir()",
            Profiles.good().revoked("execute:pg_read_binary_file").build(),
            target(LogSourceKind.SQL)),
        new Case(
            "log_not_in_files",
            "logging_collector = 'on'",
            Profiles.good().setting("logging_collector", "off").build(),
            target(LogSourceKind.SQL)),
        set("log_line_prefix_no_time", "%m", "log_line_prefix", "[%p] %Q "),
        set("log_line_prefix_no_process", "%p", "log_line_prefix", "%m %Q "),
        set("log_line_prefix_whole_seconds", "%m for %t", "log_line_prefix", "%t [%p] %Q "),
        set("log_terse", "default", "log_error_verbosity", "terse"),
        set("log_language", "lc_messages = 'C'", "lc_messages", "de_DE.UTF-8"),
        set("log_errors_hidden", "error", "log_min_error_statement", "panic"),
        off("log_lock_waits_off", "log_lock_waits"),
        set("log_temp_files_off", "log_temp_files", "log_temp_files", "-1"),
        off("log_checkpoints_off", "log_checkpoints"),
        set("log_autovacuum_off", "10000", "log_autovacuum_min_duration", "-1"),
        with("connection_not_encrypted", "hostssl", good -> good.trait(ServerProfile.REMOTE)),
        new Case(
            "server_not_verified",
            "ssl_root_cert",
            Profiles.good().trait(ServerProfile.REMOTE).trait(ServerProfile.TLS).build(),
            target(LogSourceKind.FILE).withSsl(SslMode.REQUIRE, Optional.empty())),
        set("passwords_as_md5", "scram-sha-256", "password_encryption", "md5"));
  }

  private static Profiles poor(String service) {
    return Profiles.good()
        .service(service)
        .notLoaded("pg_stat_statements")
        .extension("pg_stat_statements", "1.6")
        .revoked("pg_read_all_stats", "pg_monitor", "execute:pg_ls_logdir")
        .revoked("use:pg_stat_statements", "connect:all_databases")
        .setting("track_io_timing", "off")
        .setting("track_functions", "none")
        .setting("track_activities", "off")
        .setting("track_counts", "off")
        .setting("compute_query_id", "off")
        .setting("auto_explain.log_timing", "on")
        .setting("auto_explain.log_format", "xml")
        .setting("auto_explain.log_min_duration", "60000")
        .setting("auto_explain.log_verbose", "off")
        .setting("log_line_prefix", "")
        .setting("log_lock_waits", "off")
        .setting("log_temp_files", "-1")
        .setting("logging_collector", "off")
        .setting("password_encryption", "md5")
        .trait(ServerProfile.REMOTE);
  }

  private static String fix(String service, String code) {
    Profiles profile = poor(service).notLoaded("auto_explain");
    return PROBLEMS.of(profile.build(), target(LogSourceKind.SQL)).stream()
        .map(Finding::problem)
        .filter(problem -> problem.code().equals(code))
        .map(Capabilities.Problem::fix)
        .findFirst()
        .orElseThrow(() -> new AssertionError(code + " is no problem"));
  }

  private static Case with(String code, String fix, Function<Profiles, Profiles> change) {
    ServerProfile profile = change.apply(Profiles.good()).build();
    return new Case(code, fix, profile, target(LogSourceKind.FILE));
  }

  private static Case set(String code, String fix, String setting, String value) {
    return with(code, fix, good -> good.setting(setting, value));
  }

  private static Case off(String code, String setting) {
    return set(code, setting + " = 'on'", setting, "off");
  }

  private static TargetConfig target(LogSourceKind source) {
    TargetConfig target =
        TargetConfig.of("a", "db", 5432, "shop \"1\"", "mon\"itor", Secret.of("planted-secret"));
    LogsConfig none = LogsConfig.defaults();
    return target.withSignals(
        target
            .signals()
            .withLogs(
                new LogsConfig(
                    source,
                    none.paths(),
                    none.format(),
                    none.prefix(),
                    none.timeZone(),
                    none.charset(),
                    none.interval(),
                    none.maxEntryBytes(),
                    none.maxBytesPerInterval(),
                    none.fromBeginning())));
  }

  private record Case(String code, String fix, ServerProfile profile, TargetConfig target) {
    @Override
    public String toString() {
      return code;
    }
  }
}
