package io.dbintel.ingest.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.config.Secret;
import io.dbintel.ingest.config.SessionsConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.Watchdog;
import io.dbintel.ingest.testing.FakeProfile;
import io.dbintel.ingest.testing.FakePublisher;
import io.dbintel.ingest.testing.FakeServer;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.raw.RawRecord;
import io.dbintel.schemas.raw.RawRecordCodec;
import io.dbintel.schemas.raw.SessionsTick;
import io.dbintel.schemas.testing.SchemaValidation;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Ticks that read nothing: what they publish all the same. */
class SessionsCollectorTest {
  private static final CollectorRun RUN =
      new CollectorRun(
          "collector-1",
          1_760_000_000_000_000L,
          Clock.fixed(Instant.parse("2025-10-09T08:53:20Z"), ZoneOffset.UTC));

  private final Watchdog watchdog = new Watchdog();
  private final FakePublisher publisher = new FakePublisher();
  private final FakeProfile profile = new FakeProfile(170_006);
  private final AtomicLong nanos = new AtomicLong();

  @AfterEach
  void close() {
    watchdog.close();
  }

  @Test
  void aServerThatDoesNotAnswerFailsWithinTheDeadlineAndIsPublished() throws Exception {
    try (FakeServer server = FakeServer.silent();
        SessionsCollector collector = collector(server)) {
      long started = System.nanoTime();
      CollectResult result = collector.collect();
      assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(3));
      assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
      assertThat(result.code()).isEqualTo(FailureCode.TIMEOUT);
      assertThat(result.records()).isEqualTo(1);
      assertThat(profile.doubts()).isEqualTo(1);
      RawRecord<SessionsTick> record = records().get(0);
      assertThat(record.envelope().outcome()).isEqualTo(Outcome.FAILED);
      assertThat(record.envelope().reason()).isEqualTo("timeout");
      assertThat(record.envelope().server().versionNum()).isEqualTo(170_006);
      assertThat(record.body().rows()).isEmpty();
    }
  }

  @Test
  void timeoutsLengthenTheInterval() throws Exception {
    try (FakeServer server = FakeServer.silent();
        SessionsCollector collector = collector(server)) {
      for (int i = 0; i < 5; i++) {
        collector.collect();
      }
      assertThat(collector.interval()).isEqualTo(Duration.ofSeconds(2));
      assertThat(records().get(4).body().intervalMicros()).isEqualTo(2_000_000);
    }
  }

  @Test
  void aTickThatIsLeftOutIsPublishedWithoutTouchingTheServer() throws Exception {
    try (SessionsCollector collector = collector(1)) {
      CollectResult result = collector.leaveOut("breaker_open");
      assertThat(result.reason()).isEqualTo("breaker_open");
      assertThat(result.records()).isEqualTo(1);
      nanos.addAndGet(5_000_000_000L);
      collector.leaveOut("breaker_open");
      assertThat(records()).extracting(record -> record.body().tick()).containsExactly(0L, 5L);
      assertThat(records())
          .extracting(record -> record.envelope().id())
          .containsExactly("sessions:shop:1760000000000000:0", "sessions:shop:1760000000000000:1");
      assertThat(records()).allMatch(record -> record.envelope().reason().equals("breaker_open"));
    }
  }

  @Test
  void whatThePublisherRefusesIsSaid() {
    publisher.refuse();
    try (SessionsCollector collector = collector(1)) {
      assertThat(collector.leaveOut("breaker_open").accepted()).isFalse();
    }
  }

  private SessionsCollector collector(FakeServer server) throws IOException {
    return collector(server.port());
  }

  private SessionsCollector collector(int port) {
    TargetConfig target =
        TargetConfig.of("shop", "127.0.0.1", port, "postgres", "monitor", Secret.of("secret"))
            .withConnectTimeout(Duration.ofMillis(200));
    TargetConfig sampled =
        target.withSignals(target.signals().withSessions(SessionsConfig.defaults()));
    return new SessionsCollector(RUN, sampled, watchdog, publisher, profile, nanos::get);
  }

  private List<RawRecord<SessionsTick>> records() {
    return publisher.records().stream()
        .map(
            record -> {
              SchemaValidation.assertValid(Topic.RAW_SESSIONS, record.value());
              try {
                return RawRecordCodec.SESSIONS.decode(record.value());
              } catch (InvalidRecordException broken) {
                throw new AssertionError(broken);
              }
            })
        .toList();
  }
}
