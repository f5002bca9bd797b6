package io.dbintel.ingest.capabilities;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.config.Secret;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.testing.FakePublisher;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.raw.Capabilities;
import io.dbintel.schemas.raw.RawRecord;
import io.dbintel.schemas.raw.RawRecordCodec;
import io.dbintel.schemas.testing.SchemaValidation;
import io.dbintel.schemas.topic.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CapabilitiesCollectorTest {
  private static final TargetConfig TARGET =
      TargetConfig.of("a", "db", 5432, "shop", "monitor", Secret.of("planted-secret"));
  private final PollFailure refused =
      PollFailure.of(FailureCode.CONNECTION_REFUSED, "refused", "start it");

  private final AtomicLong now = new AtomicLong();
  private final FakePublisher publisher = new FakePublisher();
  private final Map<String, Capabilities.FeatureState> features = new HashMap<>();
  private Profiles server = Profiles.good();
  private PollFailure failure;
  private int reads;
  private final CachedTargetProfile profile =
      new CachedTargetProfile(
          Duration.ofHours(1), Duration.ofSeconds(1), now::get, new FakeSource(this::read));
  private final CapabilitiesCollector collector =
      new CapabilitiesCollector(
          new CollectorRun(
              "c", 7, Clock.fixed(Instant.ofEpochSecond(1_760_000_000), ZoneOffset.UTC)),
          TARGET,
          publisher,
          profile,
          new CapabilitiesRecord(
              TARGET, () -> features, known -> Map.of("statements", "entry-" + known.major())),
          () -> profile.refresh(null),
          now::get);

  @Test
  void aRecordSaysWhatTheServerHas() throws Exception {
    CollectResult result = collector.collect();

    assertThat(result.outcome()).isEqualTo(Outcome.OK);
    assertThat(result.records()).isEqualTo(1);
    RawRecord<Capabilities> record = only();
    assertThat(record.envelope().epoch().systemIdentifier()).isEqualTo("7400000000000000001");
    assertThat(record.envelope().serverTimeBefore()).isEqualTo(11);
    assertThat(record.envelope().server().versionNum()).isEqualTo(170_004);
    Capabilities body = record.body();
    assertThat(body.serverVersion()).isEqualTo("17.4");
    assertThat(body.managedService()).isEqualTo("none");
    assertThat(body.preloaded()).containsExactly("auto_explain", "pg_stat_statements");
    assertThat(body.grants())
        .containsEntry("pg_monitor", true)
        .containsEntry("superuser", false)
        .containsEntry("pg_read_server_files", false)
        .containsEntry("use:pg_stat_statements", true)
        .containsEntry("execute:pg_ls_waldir", false);
    assertThat(body.strategies()).containsEntry("statements", "entry-17");
    assertThat(body.problems())
        .extracting(Capabilities.Problem::code)
        .containsExactly("log_not_collected");
  }

  @Test
  void itIsPublishedAtEachIntervalAndBetweenThemOnlyWhenSomethingChanged() throws Exception {
    collector.collect();
    pass(collector.interval());
    assertThat(collector.collect().records()).isZero();
    assertThat(reads).isEqualTo(1);

    features.put("sessions", new Capabilities.FeatureState("open", 5, "timeout", 6L));
    pass(collector.interval());
    assertThat(collector.collect().records()).isEqualTo(1);
    assertThat(last().body().features()).containsKey("sessions");
    assertThat(reads).isEqualTo(1);

    server = Profiles.good().without("pg_stat_statements");
    profile.doubt();
    profile.get(null);
    pass(collector.interval());
    assertThat(collector.collect().records()).isEqualTo(1);
    assertThat(last().body().extensions()).isEmpty();
    assertThat(reads).as("another signal has read it").isEqualTo(2);

    pass(TARGET.signals().capabilitiesInterval());
    assertThat(collector.collect().records()).isEqualTo(1);
    assertThat(reads).isEqualTo(3);
    assertThat(publisher.records()).hasSize(4);
  }

  @Test
  void aFailureIsPublishedWithWhatWasKnownAndTriedAgainAfterAMinute() throws Exception {
    collector.collect();
    failure = refused;
    pass(TARGET.signals().capabilitiesInterval());
    CollectResult result = collector.collect();

    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.code()).isEqualTo(FailureCode.CONNECTION_REFUSED);
    RawRecord<Capabilities> record = last();
    assertThat(record.envelope().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(record.envelope().reason()).isEqualTo("connection_refused");
    assertThat(record.envelope().serverTimeBefore()).isNull();
    assertThat(record.body().serverVersion()).isEqualTo("17.4");

    pass(Duration.ofSeconds(59));
    CollectResult look = collector.collect();
    assertThat(look.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(look.idle()).as("nothing was asked").isTrue();
    assertThat(result.idle()).isFalse();
    assertThat(reads).isEqualTo(2);
    failure = null;
    pass(Duration.ofSeconds(1));
    assertThat(collector.collect().outcome()).isEqualTo(Outcome.OK);
    assertThat(reads).isEqualTo(3);
  }

  @Test
  void aBreakerThatTriesIsAnsweredByTheServerAndNotByALook() {
    assertThat(collector.collect().idle()).isFalse();
    features.put("capabilities", new Capabilities.FeatureState("half_open", 5, "timeout", null));
    assertThat(collector.collect().idle()).isFalse();
    assertThat(reads).isEqualTo(2);
    features.clear();
    assertThat(collector.collect().idle()).isTrue();
    assertThat(reads).isEqualTo(2);
  }

  @Test
  void aServerThatWasNeverReachedHasNothing() throws Exception {
    failure = refused;
    collector.collect();
    RawRecord<Capabilities> record = only();
    assertThat(record.body().managedService()).isEqualTo("unknown");
    assertThat(record.body().serverVersion()).isNull();
    assertThat(record.envelope().epoch()).isNull();
  }

  @Test
  void aRunThatIsLeftOutPublishesChangesOnly() throws Exception {
    collector.collect();
    assertThat(collector.leaveOut("breaker_open").records()).isZero();
    features.put("capabilities", new Capabilities.FeatureState("open", 5, "timeout", 6L));
    CollectResult result = collector.leaveOut("breaker_open");
    assertThat(result.records()).isEqualTo(1);
    assertThat(last().envelope().reason()).isEqualTo("breaker_open");
    assertThat(collector.leaveOut("breaker_open").records()).isZero();
  }

  @Test
  void whatKafkaRefusesIsPublishedAgain() {
    FakePublisher full = new FakePublisher();
    full.refuse();
    CapabilitiesCollector refused =
        new CapabilitiesCollector(
            new CollectorRun("c", 7, Clock.systemUTC()),
            TARGET,
            full,
            profile,
            new CapabilitiesRecord(TARGET, () -> features, known -> Map.of()),
            () -> profile.refresh(null),
            now::get);
    assertThat(refused.collect().accepted()).isFalse();
    pass(refused.interval());
    refused.collect();
    assertThat(full.counters().of(Topic.CAPABILITIES).lost()).isEqualTo(2);
    assertThat(reads).isEqualTo(1);
  }

  private ProfileReading read() throws PollFailure {
    reads++;
    if (failure != null) {
      throw failure;
    }
    return new ProfileReading(server.build(), 11, 12);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private RawRecord<Capabilities> only() throws Exception {
    assertThat(publisher.records()).hasSize(1);
    return last();
  }

  private RawRecord<Capabilities> last() throws Exception {
    OutgoingRecord record = publisher.records().get(publisher.records().size() - 1);
    assertThat(record.topic()).isEqualTo(Topic.CAPABILITIES);
    assertThat(record.instance()).isEqualTo("a");
    SchemaValidation.assertValid(Topic.CAPABILITIES, record.value());
    assertThat(new String(record.value(), java.nio.charset.StandardCharsets.UTF_8))
        .doesNotContain("planted-secret");
    return RawRecordCodec.CAPABILITIES.decode(record.value());
  }
}
