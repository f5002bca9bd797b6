package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dbintel.ingest.CheckCommand;
import io.dbintel.local.Await;
import io.dbintel.local.FreePort;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The command check against real servers. */
@ExtendWith(SharedStack.class)
class CheckIT {
  private static final String KAFKA = "kafka: {bootstrap_servers: 'unused:1'}\n";

  @TempDir Path folder;
  private final Servers servers;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  CheckIT(Servers servers) {
    this.servers = servers;
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void aServerOfEachReleaseIsDescribed(int major) throws Exception {
    MonitoredServer server = servers.of(major);
    int status = run(KAFKA + "targets:\n" + target("one", server.postgres().port()), "--json");

    assertThat(status).as(err.toString()).isZero();
    JsonNode one = targets().get(0);
    assertThat(one.get("status").asText()).isEqualTo("ok");
    assertThat(one.get("failure").isNull()).isTrue();
    assertThat(one.get("server").get("version_num").asInt() / 10_000).isEqualTo(major);
    assertThat(one.get("server").get("preloaded").get(0).asText()).isEqualTo("pg_stat_statements");
    assertThat(codes(one))
        .contains("auto_explain_not_loaded", "pg_monitor_not_granted", "log_not_collected")
        .doesNotContain(
            "statements_of_others_hidden", "track_io_timing_off", "pg_stat_statements_old");
  }

  @Test
  void whatIsLackingIsPrintedWithTheSqlThatMendsIt() throws Exception {
    MonitoredServer server = servers.of(17);
    server.createRole("poor");
    server.runUnseen("CREATE DATABASE unprepared");
    String yaml =
        KAFKA
            + "targets:\n"
            + target("poor", server.postgres().port())
                .replace("user: dbintel_monitor", "user: poor, database: unprepared");
    assertThat(run(yaml)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("poor  127.0.0.1:" + server.postgres().port() + "/unprepared as poor  OK")
        .contains("PostgreSQL 17", "primary", "no managed service")
        .contains("fix: run CREATE EXTENSION pg_stat_statements; in database \"unprepared\"")
        .contains("fix: run GRANT pg_monitor TO \"poor\";")
        .contains("1 target: 1 ok")
        .doesNotContain(MonitoredServer.PASSWORD);
    assertThat(out.toString().lines()).allMatch(line -> line.length() <= 130);

    // What it says to do, done: nothing of it is left.
    server.postgres().execute("unprepared", "CREATE EXTENSION pg_stat_statements");
    server.runUnseen("GRANT pg_monitor TO \"poor\";");
    out.getBuffer().setLength(0);
    assertThat(run(yaml)).isZero();
    assertThat(out.toString()).doesNotContain("CREATE EXTENSION", "GRANT pg_monitor");
  }

  @Test
  void oneThatDoesNotAnswerDelaysNoOtherAndEndsWithOne() throws Exception {
    int port = servers.of(16).postgres().port();
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      StringBuilder yaml = new StringBuilder(KAFKA + "defaults: {connect_timeout: 1s}\ntargets:\n");
      yaml.append(target("good", port));
      yaml.append(target("refused", FreePort.find()));
      for (int i = 0; i < 20; i++) {
        yaml.append(target("silent-" + i, silent.getLocalPort()));
      }
      long started = System.nanoTime();
      assertThat(run(yaml.toString(), "--json")).isEqualTo(1);
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(8));

      List<JsonNode> targets = targets();
      assertThat(targets.get(0).get("status").asText()).isEqualTo("ok");
      assertThat(targets.get(1).at("/failure/reason").asText()).isEqualTo("connection_refused");
      assertThat(targets.subList(2, 22))
          .allMatch(target -> target.at("/failure/reason").asText().equals("timeout"))
          .allMatch(target -> target.at("/failure/fix").asText().contains("connect_timeout"));
      assertThat(new ObjectMapper().readTree(out.toString()).get("ok").asBoolean()).isFalse();
    }
  }

  @Test
  void aWrongPasswordIsToldWithoutIt() throws Exception {
    String yaml =
        KAFKA
            + "targets:\n"
            + target("a", servers.of(18).postgres().port())
                .replace(MonitoredServer.PASSWORD.replace("'", "''"), "planted-secret");
    assertThat(run(yaml)).isEqualTo(1);
    assertThat(out.toString())
        .contains("UNREACHABLE", "wrong_password", "fix", "1 target: 1 unreachable")
        .doesNotContain("planted-secret");
    assertThat(err.toString()).doesNotContain("planted-secret");
  }

  @Test
  void aServerBehindAPoolerIsOfNoUse() throws Exception {
    try (PoolerProxy pooler = PoolerProxy.before(servers.of(17).postgres().port())) {
      assertThat(run(KAFKA + "targets:\n" + target("pooled", pooler.port()), "--json"))
          .isEqualTo(1);
      assertThat(targets().get(0).get("status").asText()).isEqualTo("unusable");
      assertThat(codes(targets().get(0)).get(0)).isEqualTo("through_pooler");
    }
  }

  @Test
  void onlyTheTargetsThatAreNamedAreChecked() throws Exception {
    int port = servers.of(15).postgres().port();
    String yaml = KAFKA + "targets:\n" + target("one", port) + target("two", FreePort.find());
    assertThat(run(yaml, "--json", "--instance", "one")).isZero();
    assertThat(targets()).hasSize(1);
    assertThat(run(yaml, "--instance", "three")).isEqualTo(2);
    assertThat(err.toString()).contains("--instance three: must be one of one, two");
  }

  @Test
  void aWrongConfigurationEndsWithTwo() throws Exception {
    assertThat(run("targets: []\n")).isEqualTo(2);
    assertThat(err.toString()).contains("kafka.bootstrap_servers", "targets: ");
  }

  @Test
  void aLackOfEveryKindIsSeenOnARealServer() throws Exception {
    try (MonitoredServer server =
        MonitoredServer.start(
            16,
            Map.of(
                "shared_preload_libraries", "auto_explain",
                "auto_explain.log_min_duration", "60s",
                "auto_explain.log_analyze", "on",
                "track_io_timing", "off",
                "compute_query_id", "off",
                "log_line_prefix", "[%p] "))) {
      server.runUnseen("ALTER SYSTEM SET password_encryption = 'md5'");
      server.runUnseen("SELECT pg_reload_conf()");
      Await.orFail(
          Duration.ofSeconds(20),
          () -> server.postgres().value("SHOW password_encryption").equals("md5"),
          () -> "the server has not read its settings anew");
      String target =
          target("bad", server.postgres().port()).replace("}\n", ", logs: {source: sql}}\n");
      assertThat(run(KAFKA + "targets:\n" + target, "--json")).as(err.toString()).isZero();
      assertThat(codes(targets().get(0)))
          .contains(
              "pg_stat_statements_not_loaded",
              "query_ids_not_computed",
              "track_io_timing_off",
              "auto_explain_only_slow",
              "auto_explain_timing",
              "auto_explain_format",
              "auto_explain_parameters",
              "plans_without_query_id",
              "log_line_prefix_no_time",
              "log_not_readable",
              "log_not_in_files",
              "log_lock_waits_off",
              "passwords_as_md5");
    }
  }

  private static String target(String instance, int port) {
    return "  - {instance: %s, host: 127.0.0.1, port: %d, user: dbintel_monitor, password: '%s'}%n"
        .formatted(instance, port, MonitoredServer.PASSWORD.replace("'", "''"));
  }

  private int run(String yaml, String... more) throws IOException {
    Path file = Files.writeString(folder.resolve("check.yaml"), yaml);
    String[] arguments = new String[more.length + 2];
    arguments[0] = "--config";
    arguments[1] = file.toString();
    System.arraycopy(more, 0, arguments, 2, more.length);
    return new CommandLine(new CheckCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private List<JsonNode> targets() throws IOException {
    JsonNode targets = new ObjectMapper().readTree(out.toString()).get("targets");
    return java.util.stream.StreamSupport.stream(targets.spliterator(), false).toList();
  }

  private static List<String> codes(JsonNode target) {
    return target.get("problems").findValuesAsText("code");
  }
}
