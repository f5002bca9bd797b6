package io.dbintel.ingest.sessions;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.collect.Outbox;
import io.dbintel.ingest.collect.SignalEnvelopes;
import io.dbintel.ingest.collect.SignalEnvelopes.Read;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.raw.SessionsTick;
import io.dbintel.schemas.raw.SessionsTick.SessionText;
import io.dbintel.schemas.topic.Topic;
import io.dbintel.udfs.texts.QueryTextScrubber;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Publishes one record for each tick. */
final class TickPublisher {
  static final String VIEW = "pg_stat_activity";
  static final String KIND = "sampled";

  private final SignalEnvelopes envelopes;
  private final SessionScrubber scrubber;
  private final SessionTexts texts;

  TickPublisher(CollectorRun run, TargetConfig target) {
    envelopes =
        new SignalEnvelopes(run, target, SessionsCollector.FEATURE, QueryTextScrubber.VERSION);
    scrubber = new SessionScrubber(target.scrub());
    texts = new SessionTexts(scrubber);
  }

  /** Publishes what was read; returns what it lacks. */
  Shortfall publish(long number, long intervalMicros, Reading reading, Outbox outbox) {
    Sample sample = reading.sample();
    TickRows rows =
        TickRows.of(
            sample.rows(),
            TextSettings.of(reading.server()),
            texts,
            scrubber,
            reading.names(),
            outbox.collectedAtMicros());
    SessionsTick tick =
        new SessionsTick(
            number,
            intervalMicros,
            TickRows.COLUMNS,
            rows.rows(),
            reading.blocked(),
            rows.texts(),
            sample.rowsLeftOut(),
            sample.activeLeftOut(),
            sample.hidden(),
            reading.waitersLeftOut());
    Envelope envelope = envelope(reading, rows, outbox);
    TickEncoder.Encoded encoded = TickEncoder.encode(envelope, tick);
    send(encoded, outbox);
    return encoded.shortfall();
  }

  /** Publishes that there is no sample. */
  void publishFailed(
      long number, long intervalMicros, String reason, int versionNum, Outbox outbox) {
    SessionsTick tick =
        new SessionsTick(
            number, intervalMicros, TickRows.COLUMNS, List.of(), List.of(), List.of(), 0, 0, 0, 0);
    Envelope envelope =
        envelopes.next(outbox.collectedAtMicros(), Read.failed(reason), versionNum, null);
    outbox.send(Topic.RAW_SESSIONS, TickEncoder.encode(envelope, tick).record());
  }

  private void send(TickEncoder.Encoded encoded, Outbox outbox) {
    Set<String> ids =
        encoded.tick().texts().stream().map(SessionText::textId).collect(Collectors.toSet());
    if (outbox.send(Topic.RAW_SESSIONS, encoded.record(), () -> texts.lost(ids))) {
      texts.published(ids, outbox.collectedAtMicros());
    }
  }

  private Envelope envelope(Reading reading, TickRows rows, Outbox outbox) {
    Sample sample = reading.sample();
    ServerProfile server = reading.server();
    Epoch epoch =
        new Epoch(
            server.systemIdentifier(),
            null,
            server.postmasterStart(),
            Epoch.privilege(Reading.readsAll(server), server.roleOid()),
            VIEW,
            Integer.toString(server.major()),
            KIND);
    Read read =
        Read.ok(sample.before(), sample.after())
            .withNames(rows.names().databases(), rows.names().roles());
    return envelopes.next(outbox.collectedAtMicros(), read, server.versionNum(), epoch);
  }
}
