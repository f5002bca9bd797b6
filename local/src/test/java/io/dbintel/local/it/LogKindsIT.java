package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.logs.parse.Classified;
import io.dbintel.ingest.logs.parse.LogClasses;
import io.dbintel.ingest.logs.parse.LogEntryRead;
import io.dbintel.ingest.logs.parse.LogFormat;
import io.dbintel.ingest.logs.parse.LogParser;
import io.dbintel.ingest.logs.parse.LogParsers;
import io.dbintel.ingest.logs.parse.ParseOptions;
import io.dbintel.local.Await;
import io.dbintel.local.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;

/** What a real server says of itself is classified, with the numbers in it. */
class LogKindsIT {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void whatAServerSaysOfItselfHasAKind(int major) throws Exception {
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(major, settings())) {
      Path log = server.dataDirectory().resolve("log/server.csv");
      server.execute(
          "CREATE TABLE worn (n integer) WITH (autovacuum_vacuum_threshold = 5,"
              + " autovacuum_vacuum_scale_factor = 0, autovacuum_analyze_threshold = 5,"
              + " autovacuum_analyze_scale_factor = 0)");
      server.execute("INSERT INTO worn SELECT generate_series(1, 1000)");
      server.execute("DELETE FROM worn WHERE n % 2 = 0");
      server.execute("ALTER SYSTEM SET work_mem = '5MB'");
      server.value("SELECT pg_reload_conf()");
      awaitKinds(log, List.of("autovacuum_vacuum", "autovacuum_analyze", "parameter_changed"));
      try (Connection ended = server.connect(EmbeddedPostgresServer.SUPERUSER);
          Connection killed = server.connect(EmbeddedPostgresServer.SUPERUSER)) {
        server.value("SELECT pg_terminate_backend(%d)".formatted(backend(ended)));
        awaitKinds(log, List.of("connection_terminated"));
        server.killBackend(backend(killed));
      }
      server.stop();

      Map<String, Map<String, Object>> kinds = kinds(log);
      assertThat(kinds)
          .containsKeys(
              "connection_received",
              "connection_authorized",
              "disconnection",
              "config_reload",
              "crash",
              "recovery",
              "checkpoint",
              "server_start",
              "server_stop");
      assertThat(kinds.get("autovacuum_vacuum"))
          .containsEntry("tuples_removed", 500L)
          .containsEntry("tuples_remain", 500L)
          .containsKeys("index_scans", "pages_remain", "elapsed_s", "wal_bytes", "buffer_hits");
      assertThat(kinds.get("autovacuum_analyze")).containsKeys("elapsed_s", "cpu_user_s");
      assertThat(kinds.get("crash")).containsKeys("pid", "signal");
      assertThat(kinds.get("disconnection")).containsKey("session_s");
      assertThat(kinds.get("checkpoint"))
          .containsKeys("buffers", "total_s", "distance_kb", "wal_recycled");
    }
  }

  private static int backend(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getBackendPID();
  }

  private static void awaitKinds(Path log, List<String> wanted) {
    Await.orFail(
        DEADLINE,
        () -> kinds(log).keySet().containsAll(wanted),
        () -> "%s has only %s".formatted(log, kinds(log).keySet()));
  }

  /** The fields of all entries of a kind together, the first of each name. */
  private static Map<String, Map<String, Object>> kinds(Path log) {
    Map<String, Map<String, Object>> kinds = new HashMap<>();
    for (LogEntryRead entry : entries(log)) {
      if (!entry.message().contains("\"postgres.pg_catalog.")) {
        Classified classified = LogClasses.standard().classify(entry);
        Map<String, Object> fields =
            kinds.computeIfAbsent(classified.kind().name(), kind -> new HashMap<>());
        classified.fields().forEach(fields::putIfAbsent);
      }
    }
    return kinds;
  }

  private static List<LogEntryRead> entries(Path log) {
    List<LogEntryRead> entries = new ArrayList<>();
    LogParser parser = LogParsers.of(LogFormat.CSVLOG, ParseOptions.defaults());
    try {
      byte[] bytes = Files.readAllBytes(log);
      parser.feed(bytes, 0, bytes.length, 0, entries::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }

  private static Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("logging_collector", "on");
    settings.put("log_filename", "server.log");
    settings.put("log_destination", "stderr,csvlog");
    settings.put("log_connections", "on");
    settings.put("log_disconnections", "on");
    settings.put("log_checkpoints", "on");
    settings.put("log_autovacuum_min_duration", "0");
    settings.put("autovacuum_naptime", "1s");
    return settings;
  }
}
