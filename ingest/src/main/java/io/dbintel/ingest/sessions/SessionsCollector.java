package io.dbintel.ingest.sessions;

import io.dbintel.ingest.capabilities.TargetProfile;
import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.Collector;
import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.collect.Outbox;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Watchdog;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.schemas.envelope.Outcome;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Samples the sessions of one target: a record for every tick, also when nobody is active, when the
 * sample failed, and when it was left out. While samples are slow the interval grows.
 */
public final class SessionsCollector implements Collector {
  public static final String FEATURE = "sessions";

  private static final Logger LOG = LoggerFactory.getLogger(SessionsCollector.class);

  private final CollectorRun run;
  private final TargetConfig target;
  private final RecordPublisher publisher;
  private final TargetProfile profile;
  private final LongSupplier nanoTime;
  private final ActivityReader reader;
  private final TickPublisher ticks;
  private final SampleInterval interval;
  private final TickNumbers numbers = new TickNumbers();

  public SessionsCollector(
      CollectorRun run,
      TargetConfig target,
      Watchdog watchdog,
      RecordPublisher publisher,
      TargetProfile profile) {
    this(run, target, watchdog, publisher, profile, System::nanoTime);
  }

  SessionsCollector(
      CollectorRun run,
      TargetConfig target,
      Watchdog watchdog,
      RecordPublisher publisher,
      TargetProfile profile,
      LongSupplier nanoTime) {
    this.run = run;
    this.target = target;
    this.publisher = publisher;
    this.profile = profile;
    this.nanoTime = nanoTime;
    this.reader = new ActivityReader(target, watchdog, profile);
    this.ticks = new TickPublisher(run, target);
    this.interval = new SampleInterval(target.signals().sessions().interval());
  }

  @Override
  public String feature() {
    return FEATURE;
  }

  @Override
  public Duration interval() {
    return interval.duration();
  }

  @Override
  public CollectResult collect() {
    long started = nanoTime.getAsLong();
    long tick = nextTick(started);
    try {
      return sample(tick, started);
    } catch (PollFailure failure) {
      return failed(tick, started, failure);
    } catch (RuntimeException defect) {
      // Its message may quote data of the server; where it happened is enough to find it.
      StackTraceElement[] trace = defect.getStackTrace();
      LOG.error(
          "target {}: {} at {}",
          target.instance(),
          defect.getClass().getName(),
          trace.length == 0 ? "an unknown place" : trace[0]);
      return failed(
          tick,
          started,
          PollFailure.of(
              FailureCode.INTERNAL_ERROR,
              "the collector could not handle what the server sent",
              "report it as a defect, with the line of the log before this one"));
    }
  }

  @Override
  public CollectResult leaveOut(String reason) {
    Outbox outbox = outbox();
    long tick = nextTick(nanoTime.getAsLong());
    ticks.publishFailed(tick, interval.micros(), reason, versionNum(), outbox);
    return CollectResult.leftOut(reason, outbox);
  }

  @Override
  public void close() {
    reader.close();
  }

  private CollectResult sample(long tick, long started) throws PollFailure {
    Reading reading = reader.read(run.nowMicros());
    if (reading.contradictsProfile()) {
      profile.doubt();
    }
    interval.sampled(reading.serverMicros());
    Outbox outbox = outbox();
    Shortfall shortfall = ticks.publish(tick, interval.micros(), reading, outbox);
    return shortfall.result(reading.sample().rows().size(), outbox, since(started), target);
  }

  private CollectResult failed(long tick, long started, PollFailure failure) {
    reader.close();
    profile.doubt();
    if (failure.code() == FailureCode.TIMEOUT) {
      interval.sampled(target.signals().sessions().statementTimeout().toNanos() / 1_000);
    }
    Outbox outbox = outbox();
    ticks.publishFailed(tick, interval.micros(), failure.reason(), versionNum(), outbox);
    return CollectResult.of(Outcome.FAILED, failure, 0, outbox, since(started));
  }

  private long nextTick(long nanos) {
    return numbers.next(nanos, interval.duration().toNanos());
  }

  private Outbox outbox() {
    return new Outbox(publisher, target.instance(), run.nowMicros());
  }

  private int versionNum() {
    return profile.last().map(server -> server.versionNum()).orElse(0);
  }

  private Duration since(long started) {
    return Duration.ofNanos(nanoTime.getAsLong() - started);
  }
}
