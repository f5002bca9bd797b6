package io.dbintel.ingest.statements;

import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.collect.NameCache;
import io.dbintel.ingest.collect.Names;
import io.dbintel.ingest.collect.Outbox;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Watchdog;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.schemas.envelope.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls pg_stat_statements of one target: connect, read counters, publish new texts, publish
 * counters. Where counters come in buckets of time, each is published as a poll. A failed poll is
 * published too. Keeps one connection between polls. Not thread-safe.
 */
public final class StatementsPoller implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StatementsPoller.class);

  private final CollectorRun run;
  private final TargetConfig target;
  private final Watchdog watchdog;
  private final RecordPublisher publisher;
  private final PollMemory memory;
  private final StatementsReader reader;
  private final NameCache nameCache = new NameCache();
  private final TextsPublisher texts;
  private final ChunksPublisher chunks;
  private final PollNeed need = new PollNeed();
  private boolean slow;
  private Session session;
  private long nextPoll;
  private int versionNum;
  private String textsFailure;

  /**
   * @param memory shared with the pollers of all targets
   */
  public StatementsPoller(
      CollectorRun run,
      TargetConfig target,
      Watchdog watchdog,
      RecordPublisher publisher,
      PollMemory memory) {
    this.run = run;
    this.target = target;
    this.watchdog = watchdog;
    this.publisher = publisher;
    this.memory = memory;
    this.reader = new StatementsReader(target);
    Envelopes envelopes = new Envelopes(run, target);
    this.texts = new TextsPublisher(run, target, envelopes);
    this.chunks = new ChunksPublisher(run, target, envelopes);
  }

  /** One poll. Never throws for what a server or Kafka does. */
  public PollSummary poll() {
    long started = System.nanoTime();
    try {
      return read(started);
    } catch (PollFailure failure) {
      return failed(nextPoll++, started, failure);
    } catch (RuntimeException defect) {
      // Its message may quote data of the server; where it happened is enough to find it.
      StackTraceElement[] trace = defect.getStackTrace();
      LOG.error(
          "target {}: {} at {}",
          target.instance(),
          defect.getClass().getName(),
          trace.length == 0 ? "an unknown place" : trace[0]);
      return failed(
          nextPoll++,
          started,
          PollFailure.of(
              FailureCode.INTERNAL_ERROR,
              "the collector could not handle what the server sent",
              "report it as a defect, with the line of the log before this one"));
    }
  }

  /** A poll that does not take place: published like one that failed, without the server. */
  public PollSummary leaveOut(String reason) {
    return publishFailed(nextPoll++, System.nanoTime(), reason, null, null);
  }

  /** Where the last poll that reached the server found its counters; empty before. */
  public Optional<Strategy> strategy() {
    return Optional.ofNullable(reader.strategy());
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }

  private PollSummary read(long started) throws PollFailure {
    List<StatementsReader.Due> due = reader.due(session());
    PollTally tally = new PollTally(target.instance(), nextPoll, reader.epoch());
    PollMemory.Lease lease = memory.take(need.bytes(reader.mostRows()), slow);
    try {
      for (StatementsReader.Due each : due) {
        if (!publish(each.read(session()), tally)) {
          break;
        }
      }
    } finally {
      slow = lease.close();
    }
    return tally.summary(versionNum, since(started));
  }

  /** Whether all of it was accepted: if not, what follows is better read again. */
  private boolean publish(StatementsRead read, PollTally tally) throws PollFailure {
    versionNum = read.facts().versionNum();
    need.learn(read.counters());
    Outbox outbox = new Outbox(publisher, target.instance(), run.nowMicros());
    Names names =
        nameCache.refresh(session(), read.counters()::hasUnnamed, outbox.collectedAtMicros());
    int textCount = publishTexts(read, names, outbox);
    int buckets = chunks.publish(nextPoll, read, names, texts.last(), outbox);
    tally.add(read, nextPoll++, textCount, buckets, outbox);
    if (outbox.accepted()) {
      reader.published(read);
    }
    return outbox.accepted();
  }

  private int publishTexts(StatementsRead read, Names names, Outbox outbox) {
    try {
      int published = texts.publish(session, read, names, outbox);
      textsFailure = null;
      return published;
    } catch (PollFailure failure) {
      if (!failure.reason().equals(textsFailure)) {
        LOG.warn(
            "target {}: counters go on without new texts: {}. Fix: {}",
            target.instance(),
            failure.getMessage(),
            failure.fix());
      }
      textsFailure = failure.reason();
      close();
      return 0;
    }
  }

  private PollSummary failed(long number, long started, PollFailure failure) {
    close();
    return publishFailed(number, started, failure.reason(), failure.getMessage(), failure.fix());
  }

  private PollSummary publishFailed(
      long number, long started, String reason, String message, String fix) {
    Outbox outbox = new Outbox(publisher, target.instance(), run.nowMicros());
    chunks.publishFailed(number, reason, versionNum, texts.last(), outbox);
    return new PollSummary(
        target.instance(),
        number,
        Outcome.FAILED,
        reason,
        message,
        fix,
        0,
        0,
        0,
        0,
        outbox.records(),
        outbox.bytes(),
        outbox.accepted(),
        null,
        versionNum,
        since(started));
  }

  private Session session() throws PollFailure {
    if (session != null && !session.usable()) {
      close();
    }
    if (session == null) {
      session = Session.open(target, watchdog);
    }
    return session;
  }

  private static Duration since(long started) {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
