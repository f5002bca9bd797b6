package io.dbintel.ingest.metrics;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.capabilities.TargetProfile;
import io.dbintel.ingest.catalogue.Catalogue;
import io.dbintel.ingest.catalogue.CatalogueEntry;
import io.dbintel.ingest.catalogue.Choice;
import io.dbintel.ingest.catalogue.Scope;
import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.Collector;
import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.collect.Outbox;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Watchdog;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.schemas.envelope.Outcome;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Collects the infrastructure statistics of one target: first what is due of the server as a whole,
 * then of its databases, over one connection at a time. An entry that fails is published as failed
 * and hurts no other. Not thread-safe.
 */
public final class MetricsCollector implements Collector {
  public static final String FEATURE = "metrics";

  private static final Logger LOG = LoggerFactory.getLogger(MetricsCollector.class);
  private static final Duration FIRST_INTERVAL = Duration.ofSeconds(10);
  private static final Duration DATABASES_EVERY = Duration.ofMinutes(1);
  private static final String DATABASES = "databases";

  private final CollectorRun run;
  private final TargetConfig target;
  private final RecordPublisher records;
  private final TargetProfile profile;
  private final Catalogue catalogue;
  private final LongSupplier nanoTime;
  private final MetricsPublisher publisher;
  private final Entries entries;
  private final Visits visits;
  private final OneSession sessions;
  private final Schedule schedule = new Schedule();
  private ServerProfile known;
  private List<CatalogueEntry> ofServer = List.of();
  private Duration interval;
  private long undeclared;

  /** With the built-in catalogue. */
  public MetricsCollector(
      CollectorRun run,
      TargetConfig target,
      Watchdog watchdog,
      RecordPublisher publisher,
      TargetProfile profile) {
    this(run, target, watchdog, publisher, profile, Catalogue.builtIn());
  }

  /**
   * @param catalogue built-in entries and those of the target's {@code metrics.catalogue}
   */
  public MetricsCollector(
      CollectorRun run,
      TargetConfig target,
      Watchdog watchdog,
      RecordPublisher publisher,
      TargetProfile profile,
      Catalogue catalogue) {
    this(run, target, watchdog, publisher, profile, catalogue, System::nanoTime);
  }

  /**
   * @param nanoTime decides what is due
   */
  public MetricsCollector(
      CollectorRun run,
      TargetConfig target,
      Watchdog watchdog,
      RecordPublisher publisher,
      TargetProfile profile,
      Catalogue catalogue,
      LongSupplier nanoTime) {
    this.run = run;
    this.target = target;
    this.records = publisher;
    this.profile = profile;
    this.catalogue = catalogue;
    this.nanoTime = nanoTime;
    this.publisher = new MetricsPublisher(run, target);
    this.entries = new Entries(target, this.publisher, nanoTime);
    this.visits = new Visits(target, catalogue, entries, this.publisher, nanoTime);
    this.sessions = new OneSession(target, watchdog);
    this.interval = FIRST_INTERVAL;
  }

  @Override
  public String feature() {
    return FEATURE;
  }

  /** The smallest interval of the entries in use. */
  @Override
  public Duration interval() {
    return interval;
  }

  @Override
  public CollectResult collect() {
    long started = System.nanoTime();
    Outbox outbox = outbox();
    PollTally tally = new PollTally();
    try {
      poll(outbox, tally);
      return tally.result(outbox, since(started));
    } catch (PollFailure failure) {
      return failed(failure, tally, outbox, started);
    } catch (RuntimeException defect) {
      // Its message may quote data of the server; where it happened is enough to find it.
      StackTraceElement[] trace = defect.getStackTrace();
      LOG.error(
          "target {}: {} at {}",
          target.instance(),
          defect.getClass().getName(),
          trace.length == 0 ? "an unknown place" : trace[0]);
      PollFailure failure =
          PollFailure.of(
              FailureCode.INTERNAL_ERROR,
              "the collector could not handle what the server sent",
              "report it as a defect, with the line of the log before this one");
      return failed(failure, tally, outbox, started);
    }
  }

  @Override
  public CollectResult leaveOut(String reason) {
    Outbox outbox = outbox();
    publisher.publishFailed(null, reason, versionNum(), outbox);
    return CollectResult.leftOut(reason, outbox);
  }

  @Override
  public void close() {
    sessions.close();
  }

  private void poll(Outbox outbox, PollTally tally) throws PollFailure {
    Session session = sessions.to(target.database());
    ServerProfile current = profile.get(session);
    if (!current.equals(known)) {
      adapt(current);
    }
    Duration slack = interval.dividedBy(2);
    for (CatalogueEntry entry : ofServer) {
      if (entries.due(entry, null, slack) && !tally.tooSlow()) {
        entries.ask(session, entry, current, null, outbox, tally);
      }
    }
    boolean refresh = schedule.due(DATABASES, nanoTime.getAsLong(), slack);
    if (refresh) {
      visits.refresh(session);
      schedule.done(DATABASES, DATABASES_EVERY, Duration.ZERO, nanoTime.getAsLong());
    }
    visits.run(sessions, current, slack, outbox, tally);
    sessions.leave();
    undeclared += tally.undeclared();
    if (refresh) {
      publisher.publish(
          VisitColumns.CATEGORY,
          VisitColumns.COLUMNS,
          List.of(VisitColumns.row(visits, undeclared)),
          current,
          outbox);
    }
  }

  /** Chooses anew what is asked, because the server, its extensions or our grants changed. */
  private void adapt(ServerProfile current) {
    known = current;
    List<CatalogueEntry> inUse =
        catalogue.choose(current).stream()
            .map(Choice::entry)
            .flatMap(Optional::stream)
            .filter(entry -> !entry.builtIn())
            .toList();
    ofServer = inUse.stream().filter(entry -> entry.scope() == Scope.SERVER).toList();
    interval =
        inUse.stream().map(entries::interval).min(Comparator.naturalOrder()).orElse(FIRST_INTERVAL);
    entries.reset();
    visits.reset();
    schedule.forgetIf(key -> true);
  }

  private CollectResult failed(PollFailure failure, PollTally tally, Outbox outbox, long started) {
    close();
    profile.doubt();
    publisher.publishFailed(null, failure.reason(), versionNum(), outbox);
    return CollectResult.of(Outcome.FAILED, failure, tally.rows(), outbox, since(started));
  }

  private Outbox outbox() {
    return new Outbox(records, target.instance(), run.nowMicros());
  }

  private int versionNum() {
    return known == null ? 0 : known.versionNum();
  }

  private static Duration since(long started) {
    return Duration.ofNanos(System.nanoTime() - started);
  }
}
