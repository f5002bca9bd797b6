package io.dbintel.ingest.sessions;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.capabilities.TargetProfile;
import io.dbintel.ingest.collect.NameCache;
import io.dbintel.ingest.collect.Names;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Step;
import io.dbintel.ingest.postgres.Watchdog;
import java.util.List;

/** Reads one tick over a connection that it keeps between ticks. Not thread-safe. */
final class ActivityReader implements AutoCloseable {
  private final TargetConfig target;
  private final Watchdog watchdog;
  private final TargetProfile profile;
  private final NameCache nameCache = new NameCache();
  private final WaiterBudget budget = new WaiterBudget();
  private final FormChoice forms = new FormChoice();
  private LastSeen last = LastSeen.NOTHING;
  private List<Long> expected = List.of();
  private Session session;

  ActivityReader(TargetConfig target, Watchdog watchdog, TargetProfile profile) {
    this.target = target;
    this.watchdog = watchdog;
    this.profile = profile;
  }

  /**
   * @param nowMicros the collector's clock
   * @throws PollFailure when the sessions cannot be read, also when those who are asked with them
   *     whom they wait for do not answer in time; who blocks whom may be missing all the same
   */
  Reading read(long nowMicros) throws PollFailure {
    Session open = session();
    ServerProfile server = profile.get(open);
    Sample sample = sample(open, server);
    Names names = nameCache.refresh(open, known -> lacksNames(known, sample), nowMicros);
    List<Long> waiters =
        sample.rows().stream().filter(ActivityRow::waitsForLock).map(ActivityRow::pid).toList();
    long blockersMicros = sample.blockers().serverMicros();
    Blockers blockers = blockers(open, sample.blockers(), waiters);
    return new Reading(
        server,
        sample,
        blockers.blocked(),
        waiters.size() - blockers.byWaiter().size(),
        sample.serverMicros() + blockers.serverMicros() - blockersMicros,
        names);
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
      session = null;
      expected = List.of();
      last = LastSeen.NOTHING;
    }
  }

  /** In a form that suits the server; again in another when there are more than fit. */
  private Sample sample(Session open, ServerProfile server) throws PollFailure {
    List<Long> ask = expected;
    expected = List.of();
    ActivityForm form = forms.next();
    Sample sample = sample(open, server, form, ask);
    return sample.fits() || form.counts()
        ? sample
        : sample(open, server, ActivityForm.LONGEST, List.of());
  }

  private Sample sample(Session open, ServerProfile server, ActivityForm form, List<Long> ask)
      throws PollFailure {
    ActivityQuery query =
        new ActivityQuery(
            form, server.major(), server.roleOid(), target.signals().sessions().maxRows());
    LastSeen before = last;
    last = LastSeen.NOTHING;
    Sample sample = sample(open, query, ask, before);
    last = LastSeen.of(sample);
    forms.sampled(form, sample.serverMicros(), sample.fits());
    return sample;
  }

  /**
   * A lock manager that does not answer in time costs the whole sample: it is not asked again so.
   */
  private Sample sample(Session open, ActivityQuery query, List<Long> ask, LastSeen before)
      throws PollFailure {
    try {
      return open.singleQuery(Step.SESSIONS, connection -> query.read(connection, ask, before));
    } catch (PollFailure failure) {
      if (!ask.isEmpty()) {
        budget.failed();
      }
      throw failure;
    }
  }

  /**
   * Of the longest-running waiters; some are missing when the lock manager does not answer in time.
   * Those who are asked now are asked within the query of the next tick, which costs less, as long
   * as the answers are quick.
   */
  private Blockers blockers(Session open, Blockers known, List<Long> waiters) {
    List<Long> asked = waiters.subList(0, Math.min(waiters.size(), budget.waiters()));
    List<Long> missing =
        asked.stream().filter(waiter -> !known.byWaiter().containsKey(waiter)).toList();
    try {
      Blockers more =
          missing.isEmpty()
              ? Blockers.NONE
              : open.singleQuery(
                  Step.BLOCKERS, connection -> BlockersQuery.read(connection, missing));
      Blockers all = known.with(more, asked);
      if (!asked.isEmpty()) {
        budget.answered(all.serverMicros());
        expected = budget.mayHoldUpSamples() ? asked : List.of();
      }
      return all;
    } catch (PollFailure failure) {
      budget.failed();
      close();
      return known.with(Blockers.NONE, asked);
    }
  }

  private Session session() throws PollFailure {
    if (session != null && !session.usable()) {
      close();
    }
    if (session == null) {
      session =
          Session.open(target, target.database(), target.signals().sessions().limits(), watchdog);
      session.roundTrip(Step.SESSIONS, ActivityQuery::keepPlans);
    }
    return session;
  }

  private static boolean lacksNames(Names names, Sample sample) {
    return sample.rows().stream()
        .anyMatch(
            row ->
                (row.usesysid() != null && !names.roles().containsKey(row.usesysid()))
                    || (row.datid() != null && !names.databases().containsKey(row.datid())));
  }
}
