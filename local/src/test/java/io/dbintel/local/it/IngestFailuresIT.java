package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.config.IngestConfig;
import io.dbintel.ingest.config.StatementsConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.runtime.IngestService;
import io.dbintel.ingest.statements.PollSummary;
import io.dbintel.local.FreePort;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.statements.StatementsChunk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A target that cannot be read: a failed poll with one message that names the fix. */
@ExtendWith(SharedStack.class)
class IngestFailuresIT {
  private final Pipeline pipeline;
  private final MonitoredServer server;

  IngestFailuresIT(Pipeline pipeline, Servers servers) {
    this.pipeline = pipeline;
    this.server = servers.of(17);
  }

  @Test
  void missingExtension() {
    server.runUnseen("CREATE DATABASE bare");
    fails(
        Targets.inDatabase(server.target("no-extension"), "bare"),
        "missing_extension",
        "CREATE EXTENSION pg_stat_statements",
        "bare");
  }

  @Test
  void notPreloaded() {
    try (MonitoredServer unloaded =
        MonitoredServer.start(17, Map.of("shared_preload_libraries", ""))) {
      fails(
          unloaded.target("not-preloaded"),
          "not_preloaded",
          "shared_preload_libraries",
          "pg_stat_statements");
    }
  }

  @Test
  void missingGrant() {
    server.createRole("ungranted");
    server.runUnseen("CREATE DATABASE guarded");
    server.postgres().execute("guarded", "CREATE SCHEMA closed");
    server.postgres().execute("guarded", "CREATE EXTENSION pg_stat_statements SCHEMA closed");
    fails(
        Targets.inDatabase(server.target("no-grant", "ungranted"), "guarded"),
        "missing_grant",
        "GRANT USAGE ON SCHEMA \"closed\" TO \"ungranted\"",
        "schema");
  }

  @Test
  void wrongPassword() {
    String secret = "a wrong but secret password";
    PollSummary poll =
        fails(
            Targets.withPassword(server.target("wrong-password"), secret),
            "wrong_password",
            "ALTER ROLE",
            MonitoredServer.MONITOR);
    assertThat(poll.toString()).doesNotContain(secret);
  }

  @Test
  void unknownDatabase() {
    fails(
        Targets.inDatabase(server.target("no-database"), "nowhere"),
        "unknown_database",
        "CREATE DATABASE",
        "nowhere");
  }

  @Test
  void unreachableHost() {
    int port = FreePort.find();
    fails(
        Targets.at(server.target("refused"), "127.0.0.1", port),
        "connection_refused",
        "start PostgreSQL",
        Integer.toString(port));
    fails(
        Targets.at(server.target("unknown-host"), "no-such-host.invalid", port),
        "unknown_host",
        "host",
        "no-such-host.invalid");
  }

  @Test
  void aServerThatNeverAnswersHoldsNothingUp() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      TargetConfig hanging =
          Targets.at(server.target("silent"), "127.0.0.1", silent.getLocalPort())
              .withConnectTimeout(Duration.ofSeconds(1));
      long start = System.nanoTime();
      PollSummary poll = fails(hanging, "timeout", "connect_timeout", "1000 ms");
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
      assertThat(poll.duration()).isGreaterThanOrEqualTo(Duration.ofMillis(900));
    }
  }

  @Test
  void aStatementBeyondItsTimeoutIsCancelledByTheServer() {
    StatementsConfig impatient =
        StatementsConfig.defaults()
            .withTimeouts(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofSeconds(5));
    try (Collector collector =
        pipeline.collect(server.target("impatient").withStatements(impatient))) {
      Workload.createWide(server);
      server.run(Workload.distinct(0, 900));
      List<String> reasons = new ArrayList<>();
      for (int i = 0; i < 20 && !reasons.contains("timeout"); i++) {
        reasons.add(String.valueOf(collector.tryPoll().reason()));
      }
      assertThat(reasons).contains("timeout").isSubsetOf("timeout", "null");
    }
  }

  @Test
  void otherTargetsGoOn() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Tap tap = new Tap(pipeline);
      List<TargetConfig> targets =
          List.of(
              Targets.at(server.target("beside-silent"), "127.0.0.1", silent.getLocalPort())
                  .withConnectTimeout(Duration.ofSeconds(20)),
              server.target("beside-good"));
      try (IngestService service =
          IngestService.manual(new IngestConfig("it", null, targets), tap)) {
        CompletableFuture<PollSummary> hanging =
            CompletableFuture.supplyAsync(() -> service.pollNow("beside-silent"));
        try (var connection = silent.accept()) {
          assertThat(connection.isConnected()).isTrue();
          PollSummary good = service.pollNow("beside-good");
          assertThat(good.outcome()).isEqualTo(Outcome.OK);
          assertThat(hanging).isNotDone();
        }
        assertThat(hanging.get().outcome()).isEqualTo(Outcome.FAILED);
      }
    }
  }

  /** The failure is published as well, with its word and nothing of the server's. */
  private PollSummary fails(TargetConfig target, String reason, String fix, String inMessage) {
    try (Collector collector = pipeline.collect(target)) {
      PollSummary poll = collector.tryPoll();
      assertThat(poll.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(poll.reason()).isEqualTo(reason);
      assertThat(poll.fix()).contains(fix);
      assertThat(poll.message() + " " + poll.fix()).contains(inMessage);
      assertThat(poll.message()).doesNotContain("\n").doesNotContain("Exception");
      assertThat(collector.tap().taken()).hasSize(1);
      StatementsChunk failed = collector.chunks(0).get(0);
      assertThat(failed.envelope().outcome()).isEqualTo(Outcome.FAILED);
      assertThat(failed.envelope().reason()).isEqualTo(reason);
      assertThat(failed.poll().buckets()).isZero();
      return poll;
    }
  }
}
