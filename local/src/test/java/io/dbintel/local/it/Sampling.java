package io.dbintel.local.it;

import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.Micros;
import io.dbintel.ingest.postgres.Watchdog;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.PublishCounters;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.ingest.sessions.SessionsCollector;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.raw.RawRecord;
import io.dbintel.schemas.raw.RawRecordCodec;
import io.dbintel.schemas.raw.SessionsTick;
import java.time.Clock;
import java.util.List;

/** A collector of sessions that is ticked by hand; every record is held against its schema. */
final class Sampling implements AutoCloseable {
  private final Watchdog watchdog = new Watchdog();
  private final Tap tap = new Tap(new Nowhere());
  private final ProfileFromServer profile = new ProfileFromServer();
  private final SessionsCollector collector;
  private CollectResult result;

  Sampling(TargetConfig target) {
    CollectorRun run =
        new CollectorRun("it", Micros.of(Clock.systemUTC().instant()), Clock.systemUTC());
    collector = new SessionsCollector(run, target, watchdog, tap, profile);
  }

  /** One tick, and the record that it published. */
  Tick tick() {
    result = collector.collect();
    return last();
  }

  Tick leaveOut(String reason) {
    result = collector.leaveOut(reason);
    return last();
  }

  /** What the collector said of the last tick. */
  CollectResult result() {
    return result;
  }

  ProfileFromServer profile() {
    return profile;
  }

  List<OutgoingRecord> records() {
    return tap.taken();
  }

  private Tick last() {
    List<OutgoingRecord> taken = tap.taken();
    try {
      RawRecord<SessionsTick> record =
          RawRecordCodec.SESSIONS.decode(taken.get(taken.size() - 1).value());
      return new Tick(record.envelope(), record.body());
    } catch (InvalidRecordException broken) {
      throw new AssertionError("A published tick cannot be read", broken);
    }
  }

  @Override
  public void close() {
    collector.close();
    watchdog.close();
  }

  private static final class Nowhere implements RecordPublisher {
    @Override
    public boolean publish(OutgoingRecord record) {
      return true;
    }

    @Override
    public PublishCounters counters() {
      return new PublishCounters();
    }

    @Override
    public void close() {}
  }
}
