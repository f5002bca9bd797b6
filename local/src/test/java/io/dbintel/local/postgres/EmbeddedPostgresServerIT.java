package io.dbintel.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedPostgresServerIT {
  private static final String SYSTEM_IDENTIFIER =
      "SELECT system_identifier FROM pg_control_system()";
  private static final String MARKED_CALLS =
      "SELECT coalesce(sum(calls), 0) FROM pg_stat_statements WHERE query LIKE '%kept_by_restart%'";

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void everyMajorCountsStatementsKeepsThemOverARestartAndForgetsThemAfterACrash(int major)
      throws Exception {
    Path data;
    try (EmbeddedPostgresServer server =
        EmbeddedPostgresServer.start(major, Map.of("pg_stat_statements.max", "777"))) {
      data = server.dataDirectory();
      assertThat(server.value("SHOW server_version_num")).startsWith(Integer.toString(major));
      assertThat(server.value("SHOW pg_stat_statements.max")).isEqualTo("777");
      server.execute("CREATE TABLE kept_by_restart AS SELECT 1 AS n");

      server.restartCleanly();

      assertThat(server.value("SELECT n FROM kept_by_restart")).isEqualTo("1");
      assertThat(server.value(MARKED_CALLS)).isNotEqualTo("0");

      int backend = killedBackend(server);
      assertThat(ProcessHandle.of(backend)).isEmpty();
      assertThat(server.value("SELECT n FROM kept_by_restart")).isEqualTo("1");
      assertThat(
              server.value(
                  "SELECT count(*) FROM pg_stat_statements WHERE query LIKE 'CREATE TABLE%'"))
          .isEqualTo("0");
    }
    assertThat(Files.exists(data)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 17})
  void aStandbyFollowsAndIsPromoted(int major) {
    try (EmbeddedPostgresServer primary = EmbeddedPostgresServer.start(major)) {
      primary.execute("CREATE TABLE followed (n int)");
      try (EmbeddedPostgresServer standby =
          EmbeddedPostgresServer.startStandbyOf(primary, Map.of())) {
        primary.execute("INSERT INTO followed VALUES (42)");
        standby.awaitReplayOf(primary);
        assertThat(standby.value("SELECT n FROM followed")).isEqualTo("42");
        assertThat(standby.isInRecovery()).isTrue();
        assertThatThrownBy(() -> standby.execute("INSERT INTO followed VALUES (43)"))
            .hasRootCauseMessage("ERROR: cannot execute INSERT in a read-only transaction");

        standby.promote();

        standby.execute("INSERT INTO followed VALUES (43)");
        assertThat(standby.value("SELECT count(*) FROM followed")).isEqualTo("2");
        assertThat(standby.value(SYSTEM_IDENTIFIER)).isEqualTo(primary.value(SYSTEM_IDENTIFIER));
      }
    }
  }

  @Test
  void aWrongPasswordIsRefusedAndAWrongSettingNamed() {
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(17)) {
      assertThatThrownBy(
              () -> DriverManager.getConnection(server.jdbcUrl("postgres", "postgres", "wrong")))
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
    assertThatThrownBy(() -> EmbeddedPostgresServer.start(17, Map.of("no_such_setting", "on")))
        .isInstanceOf(PostgresException.class)
        .hasMessageContaining("no_such_setting");
    assertThatThrownBy(() -> EmbeddedPostgresServer.start(12))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("majors 13 to 18");
  }

  /** Kills a connection of ours and returns the process id it had. */
  private static int killedBackend(EmbeddedPostgresServer server) throws SQLException {
    try (Connection victim = server.connect("postgres")) {
      int backend;
      try (var result = victim.createStatement().executeQuery("SELECT pg_backend_pid()")) {
        result.next();
        backend = result.getInt(1);
      }
      server.killBackend(backend);
      return backend;
    }
  }
}
