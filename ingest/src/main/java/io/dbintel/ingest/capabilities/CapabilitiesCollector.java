package io.dbintel.ingest.capabilities;

import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.Collector;
import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.collect.Outbox;
import io.dbintel.ingest.collect.SignalEnvelopes;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Watchdog;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.raw.Capabilities;
import io.dbintel.schemas.raw.RawRecordCodec;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Publishes what a target has: at its interval, over a connection of its own that it closes again,
 * and between two intervals as soon as it is seen that something changed, without asking the
 * server: another signal has read the profile anew, or a breaker has changed its state.
 */
public final class CapabilitiesCollector implements Collector {
  /** How often it looks for changes; far less than a query, as nothing is asked. */
  private static final Duration LOOK = Duration.ofSeconds(5);

  private static final Duration RETRY = Duration.ofMinutes(1);
  private static final String SOURCE = "pg_settings";
  private static final String KIND = "sampled";

  private final CollectorRun run;
  private final TargetConfig target;
  private final RecordPublisher publisher;
  private final CachedTargetProfile profile;
  private final CapabilitiesRecord record;
  private final SignalEnvelopes envelopes;
  private final Reader reader;
  private final LongSupplier nanoClock;
  private boolean asked;
  private long dueNanos;
  private ProfileReading lastReading;
  private Capabilities published;
  private PollFailure failure;

  /**
   * @param features states of the breakers of this target, by feature
   * @param strategies name of the catalogue's entry that fits, by category
   */
  public CapabilitiesCollector(
      CollectorRun run,
      TargetConfig target,
      Watchdog watchdog,
      RecordPublisher publisher,
      CachedTargetProfile profile,
      Supplier<Map<String, Capabilities.FeatureState>> features,
      Function<ServerProfile, Map<String, String>> strategies) {
    this(
        run,
        target,
        publisher,
        profile,
        new CapabilitiesRecord(target, features, strategies),
        () -> {
          try (Session session = Session.open(target, watchdog)) {
            return profile.refresh(session);
          }
        },
        System::nanoTime);
  }

  CapabilitiesCollector(
      CollectorRun run,
      TargetConfig target,
      RecordPublisher publisher,
      CachedTargetProfile profile,
      CapabilitiesRecord record,
      Reader reader,
      LongSupplier nanoClock) {
    this.run = run;
    this.target = target;
    this.publisher = publisher;
    this.profile = profile;
    this.record = record;
    this.reader = reader;
    this.nanoClock = nanoClock;
    this.envelopes = new SignalEnvelopes(run, target, "capabilities", null);
  }

  @Override
  public String feature() {
    return "capabilities";
  }

  @Override
  public Duration interval() {
    Duration whole = target.signals().capabilitiesInterval();
    return whole.compareTo(LOOK) < 0 ? whole : LOOK;
  }

  @Override
  public CollectResult collect() {
    long started = nanoClock.getAsLong();
    if (asked && started - dueNanos < 0 && !record.tried(feature())) {
      return publishChange(started).asIdle();
    }
    asked = true;
    try {
      lastReading = reader.read();
      failure = null;
      dueNanos = started + target.signals().capabilitiesInterval().toNanos();
      return publish(started);
    } catch (PollFailure unread) {
      failure = unread;
      dueNanos = started + shorter(RETRY, target.signals().capabilitiesInterval()).toNanos();
      return publish(started);
    }
  }

  @Override
  public CollectResult leaveOut(String reason) {
    Outbox outbox = outbox();
    Capabilities now = record.of(profile.last());
    if (!now.equals(published) && send(now, failedRead(reason), outbox)) {
      published = now;
    }
    return CollectResult.leftOut(reason, outbox);
  }

  @Override
  public void close() {
    asked = false;
  }

  private CollectResult publishChange(long started) {
    Capabilities now = record.of(profile.last());
    if (now.equals(published)) {
      return result(outbox(), 0, started);
    }
    return publish(started);
  }

  private CollectResult publish(long started) {
    Outbox outbox = outbox();
    Capabilities now = record.of(profile.last());
    SignalEnvelopes.Read read =
        failure != null
            ? failedRead(failure.reason())
            : SignalEnvelopes.Read.ok(
                lastReading.serverTimeBefore(), lastReading.serverTimeAfter());
    // What was not taken is published again at the next look.
    published = send(now, read, outbox) ? now : null;
    return result(outbox, failure == null ? 1 : 0, started);
  }

  private CollectResult result(Outbox outbox, long rows, long started) {
    Duration took = Duration.ofNanos(nanoClock.getAsLong() - started);
    return failure == null
        ? CollectResult.ok(rows, outbox, took)
        : CollectResult.of(Outcome.FAILED, failure, rows, outbox, took);
  }

  private boolean send(Capabilities capabilities, SignalEnvelopes.Read read, Outbox outbox) {
    ServerProfile known = profile.last().orElse(null);
    int versionNum = known == null ? 0 : known.versionNum();
    Epoch epoch = known == null || read.outcome() == Outcome.FAILED ? null : epoch(known);
    return outbox.send(
        RawRecordCodec.CAPABILITIES.topic(),
        RawRecordCodec.CAPABILITIES.encode(
            envelopes.next(outbox.collectedAtMicros(), read, versionNum, epoch), capabilities));
  }

  private static Epoch epoch(ServerProfile known) {
    boolean readsAll = known.has("pg_read_all_stats");
    return new Epoch(
        known.systemIdentifier(),
        null,
        known.postmasterStart(),
        Epoch.privilege(readsAll, known.roleOid()),
        SOURCE,
        Integer.toString(known.major()),
        KIND);
  }

  private static SignalEnvelopes.Read failedRead(String reason) {
    return SignalEnvelopes.Read.failed(reason);
  }

  private Outbox outbox() {
    return new Outbox(publisher, target.instance(), run.nowMicros());
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** Reads the profile anew. */
  @FunctionalInterface
  interface Reader {
    ProfileReading read() throws PollFailure;
  }
}
