package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.capabilities.CachedTargetProfile;
import io.dbintel.ingest.capabilities.CapabilitiesCollector;
import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Watchdog;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.raw.Capabilities;
import io.dbintel.schemas.raw.RawRecord;
import io.dbintel.schemas.raw.RawRecordCodec;
import io.dbintel.schemas.testing.SchemaValidation;
import io.dbintel.schemas.topic.Topic;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is published of a real server while it changes. */
class CapabilitiesIT {
  private final Watchdog watchdog = new Watchdog();
  private final Tap tap = new Tap(new NoPublisher());

  @AfterEach
  void close() {
    watchdog.close();
  }

  @Test
  void recordsFollowTheServer() throws Exception {
    try (MonitoredServer server = MonitoredServer.start(14, Map.of())) {
      TargetConfig target = server.target("capabilities");
      CachedTargetProfile profile = new CachedTargetProfile(target);
      CapabilitiesCollector collector = collector(target, profile);

      assertThat(collector.collect().outcome()).isEqualTo(Outcome.OK);
      RawRecord<Capabilities> first = last(1);
      assertThat(first.body().extensions()).containsEntry("pg_stat_statements", "1.9");
      assertThat(first.body().grants())
          .containsEntry("pg_read_all_stats", true)
          .containsEntry("pg_monitor", false);
      assertThat(first.body().strategies()).containsEntry("statements", "of 14");
      assertThat(first.envelope().serverTimeAfter())
          .isGreaterThan(first.envelope().serverTimeBefore());
      assertThat(openSessions(server)).as("its connection is closed again").isZero();

      server.runUnseen("DROP EXTENSION pg_stat_statements");
      server.runUnseen("REVOKE pg_read_all_stats FROM " + MonitoredServer.MONITOR);
      assertThat(collector.collect().records()).as("not asked again so soon").isZero();
      profile.doubt();
      try (Session session = Session.open(target, watchdog)) {
        profile.get(session);
      }
      assertThat(collector.collect().records()).isEqualTo(1);
      RawRecord<Capabilities> second = last(2);
      assertThat(second.body().extensions()).isEmpty();
      assertThat(second.body().problems())
          .extracting(Capabilities.Problem::code)
          .contains("pg_stat_statements_not_created", "statements_of_others_hidden");
      assertThat(second.envelope().epoch().privilege()).startsWith("own");
    }
  }

  @Test
  void aServerThatIsGoneIsPublishedAsFailed() throws Exception {
    MonitoredServer server = MonitoredServer.start(18, Map.of());
    TargetConfig target = server.target("gone");
    server.close();
    CollectResult result = collector(target, new CachedTargetProfile(target)).collect();
    assertThat(result.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(result.reason()).isEqualTo("connection_refused");
    assertThat(last(1).envelope().reason()).isEqualTo("connection_refused");
  }

  private CapabilitiesCollector collector(TargetConfig target, CachedTargetProfile profile) {
    return new CapabilitiesCollector(
        new CollectorRun("it", 1, Clock.systemUTC()),
        target,
        watchdog,
        tap,
        profile,
        Map::of,
        known -> Map.of("statements", "of " + known.major()));
  }

  private RawRecord<Capabilities> last(int count) throws Exception {
    List<OutgoingRecord> taken = tap.taken(Topic.CAPABILITIES);
    assertThat(taken).hasSize(count);
    byte[] value = taken.get(count - 1).value();
    SchemaValidation.assertValid(Topic.CAPABILITIES, value);
    return RawRecordCodec.CAPABILITIES.decode(value);
  }

  private static long openSessions(MonitoredServer server) {
    String sql =
        "SELECT count(*) FROM pg_stat_activity WHERE usename = '%s'"
            .formatted(MonitoredServer.MONITOR);
    io.dbintel.local.Await.within(
        java.time.Duration.ofSeconds(5), () -> server.postgres().value(sql).equals("0"));
    return Long.parseLong(server.postgres().value(sql));
  }
}
