package io.dbintel.ingest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.capabilities.TargetProfile;
import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.config.Secret;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Watchdog;
import io.dbintel.ingest.testing.FakePublisher;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.raw.MetricsChunk;
import io.dbintel.schemas.raw.RawRecord;
import io.dbintel.schemas.raw.RawRecordCodec;
import io.dbintel.schemas.testing.SchemaValidation;
import io.dbintel.schemas.topic.Topic;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsCollectorTest {
  private final Watchdog watchdog = new Watchdog();
  private final FakePublisher publisher = new FakePublisher();
  private final Doubts doubts = new Doubts();

  @AfterEach
  void stop() {
    watchdog.close();
  }

  @Test
  void aPollThatIsLeftOutIsPublishedWithItsReason() throws Exception {
    try (MetricsCollector collector = collector(1)) {
      CollectResult result = collector.leaveOut("circuit_open");
      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      RawRecord<MetricsChunk> record = only();
      assertThat(record.envelope().reason()).isEqualTo("circuit_open");
      assertThat(record.body().source()).isEqualTo(MetricsChunk.ALL);
      assertThat(record.body().category()).isEqualTo(MetricsChunk.ALL);
      assertThat(record.envelope().id()).isEqualTo("metrics:shop:5:0");
    }
  }

  @Test
  void aServerThatNeverAnswersFailsWithinTheDeadlineAndTheProfileIsDoubted() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        MetricsCollector collector = collector(silent.getLocalPort())) {
      long started = System.nanoTime();
      CollectResult result = collector.collect();
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(result.code()).isEqualTo(FailureCode.TIMEOUT);
      assertThat(only().envelope().reason()).isEqualTo("timeout");
      assertThat(doubts.count).isEqualTo(1);
    }
  }

  @Test
  void beforeTheFirstPollItHasAnIntervalAndAName() {
    try (MetricsCollector collector = collector(1)) {
      assertThat(collector.interval()).isEqualTo(Duration.ofSeconds(10));
      assertThat(collector.feature()).isEqualTo("metrics");
    }
  }

  private MetricsCollector collector(int port) {
    TargetConfig target =
        TargetConfig.of("shop", "127.0.0.1", port, "postgres", "monitor", Secret.of("x"))
            .withConnectTimeout(Duration.ofMillis(300));
    return new MetricsCollector(
        new CollectorRun("c", 5, Clock.systemUTC()), target, watchdog, publisher, doubts);
  }

  private RawRecord<MetricsChunk> only() throws Exception {
    assertThat(publisher.records()).hasSize(1);
    byte[] value = publisher.records().get(0).value();
    SchemaValidation.assertValid(Topic.RAW_METRICS, value);
    return RawRecordCodec.METRICS.decode(value);
  }

  private static final class Doubts implements TargetProfile {
    private int count;

    @Override
    public ServerProfile get(Session session) {
      throw new AssertionError("No session is ever open");
    }

    @Override
    public Optional<ServerProfile> last() {
      return Optional.empty();
    }

    @Override
    public void doubt() {
      count++;
    }
  }
}
