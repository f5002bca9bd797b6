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
  private Session session;

  ActivityReader(TargetConfig target, Watchdog watchdog, TargetProfile profile) {
    this.target = target;
    this.watchdog = watchdog;
    this.profile = profile;
  }

  /**
   * @param nowMicros the collector's clock
   * @throws PollFailure when the sessions cannot be read; who blocks whom may be missing all the
   *     same
   */
  Reading read(long nowMicros) throws PollFailure {
    Session open = session();
    ServerProfile server = profile.get(open);
    ActivityQuery query =
        new ActivityQuery(server.major(), server.roleOid(), target.signals().sessions().maxRows());
    Sample sample = open.roundTrip(Step.SESSIONS, query::read);
    Names names = nameCache.refresh(open, known -> lacksNames(known, sample), nowMicros);
    List<Long> waiters =
        sample.rows().stream().filter(ActivityRow::waitsForLock).map(ActivityRow::pid).toList();
    BlockersQuery.Answer answer = blockers(open, waiters);
    return new Reading(
        server,
        sample,
        answer.blocked(),
        waiters.size() - answer.asked(),
        sample.serverMicros() + answer.serverMicros(),
        names);
  }

  @Override
  public void close() {
    if (session != null) {
      session.close();
      session = null;
    }
  }

  /** Of the longest-running waiters; none when the lock manager does not answer in time. */
  private BlockersQuery.Answer blockers(Session open, List<Long> waiters) {
    if (waiters.isEmpty()) {
      return BlockersQuery.Answer.NONE;
    }
    List<Long> asked = waiters.subList(0, Math.min(waiters.size(), budget.waiters()));
    try {
      BlockersQuery.Answer answer =
          open.roundTrip(Step.BLOCKERS, connection -> BlockersQuery.read(connection, asked));
      budget.answered(answer.serverMicros());
      return answer;
    } catch (PollFailure failure) {
      budget.failed();
      close();
      return BlockersQuery.Answer.NONE;
    }
  }

  private Session session() throws PollFailure {
    if (session != null && !session.usable()) {
      close();
    }
    if (session == null) {
      session =
          Session.open(target, target.database(), target.signals().sessions().limits(), watchdog);
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
