package io.dbintel.ingest.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.ingest.config.IngestConfig;
import io.dbintel.ingest.config.Secret;
import io.dbintel.ingest.config.StatementsConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.statements.PollSummary;
import io.dbintel.ingest.testing.FakePublisher;
import io.dbintel.ingest.testing.FakeServer;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.statements.StatementsChunk;
import io.dbintel.schemas.statements.StatementsChunkReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class IngestServiceTest {
  private final FakePublisher kafka = new FakePublisher();

  @Test
  void aFailedPollIsPublishedAndSummed() throws Exception {
    TargetConfig target = target("gone", closedPort(), Duration.ofSeconds(2));
    try (IngestService service =
        IngestService.manual(new IngestConfig("c", null, List.of(target)), kafka)) {
      PollSummary first = service.pollNow("gone");
      PollSummary second = service.pollNow("gone");

      assertThat(first.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(first.reason()).isEqualTo("connection_refused");
      assertThat(second.pollNumber()).isEqualTo(first.pollNumber() + 1);
      assertThat(service.counters().failedPolls()).isEqualTo(2);
      StatementsChunk chunk = new StatementsChunk();
      new StatementsChunkReader().read(kafka.records().get(1).value(), chunk);
      assertThat(chunk.envelope().reason()).isEqualTo("connection_refused");
      assertThat(chunk.envelope().sequence().counter()).isEqualTo(1);
      assertThatThrownBy(() -> service.pollNow("other"))
          .hasMessage("instance other: must be a configured target");
    }
  }

  @Test
  void aTargetThatHangsDelaysNoOther() throws Exception {
    try (FakeServer silent = FakeServer.silent()) {
      TargetConfig hanging = target("hanging", silent.port(), Duration.ofSeconds(3));
      TargetConfig quick = target("quick", closedPort(), Duration.ofSeconds(3));
      IngestConfig config = new IngestConfig("c", null, List.of(hanging, quick));
      try (IngestService service = IngestService.start(config, kafka)) {
        awaitRecordsOf("quick", 2);
        assertThat(kafka.records()).noneMatch(record -> record.instance().equals("hanging"));
        awaitRecordsOf("hanging", 1);
        // Refused at once, then left out: its breaker is open.
        assertThat(service.counters().failedPolls()).isPositive();
        assertThat(service.features("quick").get("statements").state()).isEqualTo("open");
      }
    }
  }

  @Test
  void jitterIsSpreadOverTheIntervalAndAlwaysTheSame() {
    Duration interval = Duration.ofMinutes(1);
    long early = 0;
    for (int i = 0; i < 1_000; i++) {
      Duration jitter = Jitter.of("db-" + i, interval);
      assertThat(jitter).isBetween(Duration.ZERO, interval);
      assertThat(Jitter.of("db-" + i, interval)).isEqualTo(jitter);
      early += jitter.compareTo(Duration.ofSeconds(30)) < 0 ? 1 : 0;
    }
    assertThat(early).isBetween(400L, 600L);
  }

  private void awaitRecordsOf(String instance, int count) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (kafka.records().stream().filter(r -> r.instance().equals(instance)).count() < count) {
      assertThat(System.nanoTime()).as("Records of " + instance).isLessThan(deadline);
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static TargetConfig target(String instance, int port, Duration connectTimeout) {
    return TargetConfig.of(instance, "127.0.0.1", port, "postgres", "u", Secret.NONE)
        .withConnectTimeout(connectTimeout)
        .withStatements(StatementsConfig.defaults().withInterval(Duration.ofMillis(100)));
  }

  private static int closedPort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
