package io.dbintel.ingest.logs;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.capabilities.TargetProfile;
import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.Collector;
import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.collect.Outbox;
import io.dbintel.ingest.collect.SignalEnvelopes;
import io.dbintel.ingest.config.LogSourceKind;
import io.dbintel.ingest.config.LogsConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.logs.source.LogSource;
import io.dbintel.ingest.logs.source.SourceStatus;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.udfs.texts.QueryTextScrubber;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log of one target. Entries are published in the order in which they are read, at
 * least once; one that is published again has the same id. Needs no connection, unless its source
 * is the server itself.
 */
public final class LogsCollector implements Collector {
  private static final Logger LOG = LoggerFactory.getLogger(LogsCollector.class);
  private static final Duration LONGEST_RUN = Duration.ofSeconds(2);
  private static final Duration CATCHING_UP = Duration.ofMillis(20);
  private static final long SAVE_MILLIS = 2_000;
  private static final long REPEAT_MILLIS = 60_000;
  private static final long PREFIX_MILLIS = 60_000;

  private final CollectorRun run;
  private final TargetConfig target;
  private final RecordPublisher publisher;
  private final TargetProfile profile;
  private final LogSource source;
  private final RememberedSettings remembered;
  private final EntryRecords records;
  private final LogCounters counters = new LogCounters();
  private final LogPump pump;
  private volatile SourceStatus status = new SourceStatus(0, 0);
  private volatile boolean catchingUp;
  private long savedMillis;
  private boolean everSaved;
  private long firstMillis;
  private long doubtedMillis;
  private long unreadable;
  private String toldReason = "";
  private long toldMillis;
  private boolean closed;

  LogsCollector(
      CollectorRun run,
      TargetConfig target,
      RecordPublisher publisher,
      TargetProfile profile,
      LogSource source,
      RememberedSettings remembered) {
    this.run = run;
    this.target = target;
    this.publisher = publisher;
    this.profile = profile;
    this.source = source;
    this.remembered = remembered;
    this.records =
        new EntryRecords(
            target, new SignalEnvelopes(run, target, "logs", QueryTextScrubber.VERSION), counters);
    this.pump = new LogPump(source, records, counters);
  }

  @Override
  public String feature() {
    return "logs";
  }

  @Override
  public boolean asksServer() {
    return target.signals().logs().source() == LogSourceKind.SQL;
  }

  @Override
  public Duration interval() {
    Duration least = source.leastInterval();
    Duration configured = target.signals().logs().interval();
    if (catchingUp()) {
      return CATCHING_UP;
    }
    return configured.compareTo(least) < 0 ? least : configured;
  }

  @Override
  public boolean catchingUp() {
    return catchingUp && source.leastInterval().isZero();
  }

  @Override
  public synchronized CollectResult collect() {
    long start = System.nanoTime();
    Outbox outbox = new Outbox(publisher, target.instance(), run.nowMicros());
    if (closed) {
      return CollectResult.leftOut("closed", outbox);
    }
    long before = counters.counts().entries();
    try {
      read(outbox, start);
      long rows = counters.counts().entries() - before;
      return CollectResult.ok(rows, outbox, Duration.ofNanos(System.nanoTime() - start));
    } catch (PollFailure failure) {
      long rows = counters.counts().entries() - before;
      Outcome outcome = rows > 0 || isRead(failure) ? Outcome.PARTIAL : Outcome.FAILED;
      tell(outbox, failure.reason());
      return CollectResult.of(
          outcome, failure, rows, outbox, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  @Override
  public synchronized CollectResult leaveOut(String reason) {
    Outbox outbox = new Outbox(publisher, target.instance(), run.nowMicros());
    tell(outbox, reason);
    return CollectResult.leftOut(reason, outbox);
  }

  /** What became of the log so far. Of any thread. */
  public LogCounts counts() {
    return counters.counts();
  }

  /** How far the source is read. Of any thread. */
  public SourceStatus status() {
    return status;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    pump.commitDelivered();
    try {
      source.save();
    } catch (PollFailure failure) {
      LOG.warn("{}: {}. Fix: {}", target.instance(), failure.getMessage(), failure.fix());
    } finally {
      source.close();
    }
  }

  /** Publishes what was pushed, on the thread of who pushed it. */
  synchronized void pumpNow() {
    CollectResult result = collect();
    if (result.code() != null) {
      LOG.debug("{}: pushed logs wait: {}", target.instance(), result.reason());
    }
  }

  private void read(Outbox outbox, long start) throws PollFailure {
    LogsConfig config = target.signals().logs();
    Optional<ServerProfile> known = profile.last();
    LogSettings settings = remembered.with(LogSettings.of(config, known, remembered.last()));
    long now = run.clock().millis();
    if (mustWait(settings, now)) {
      return;
    }
    records.know(known, settings.capture());
    pump.use(settings.parse());
    pump.begin(outbox, now, start + LONGEST_RUN.toNanos());
    try {
      source.read(pump);
    } finally {
      pump.settle();
      status = source.status();
      catchingUp = pump.full() && outbox.accepted();
      doubtWhenUnreadable(now);
      save(now);
    }
    toldReason = "";
  }

  /** Without its prefix a log would be unreadable: the server is given time to tell it. */
  private boolean mustWait(LogSettings settings, long now) {
    firstMillis = firstMillis == 0 ? now : firstMillis;
    return !settings.certain() && now - firstMillis < PREFIX_MILLIS;
  }

  /** A changed log_line_prefix shows itself first in lines that cannot be read. */
  private void doubtWhenUnreadable(long nowMillis) {
    LogCounts counts = counters.counts();
    long runs = counts.unreadable() + counts.shredded();
    if (runs > unreadable && nowMillis - doubtedMillis >= REPEAT_MILLIS) {
      doubtedMillis = nowMillis;
      profile.doubt();
    }
    unreadable = runs;
  }

  private void save(long nowMillis) throws PollFailure {
    if (!everSaved || nowMillis - savedMillis >= SAVE_MILLIS) {
      savedMillis = nowMillis;
      source.save();
      everSaved = true;
    }
  }

  /** Whether all was read that is there: a full disk is no reason to leave the log alone. */
  private static boolean isRead(PollFailure failure) {
    return failure.code() == FailureCode.LOG_NOT_FOUND
        || failure.code() == FailureCode.LOG_POSITIONS_UNWRITABLE;
  }

  /** Says why nothing is read: when that changes, and every minute. */
  private void tell(Outbox outbox, String reason) {
    long now = run.clock().millis();
    if (!reason.equals(toldReason) || now - toldMillis >= REPEAT_MILLIS) {
      EntryRecords.Encoded record = records.unread(reason, outbox.collectedAtMicros());
      if (outbox.send(record.topic(), record.value())) {
        toldReason = reason;
        toldMillis = now;
      }
    }
  }
}
