package io.dbintel.ingest.statements;

import io.dbintel.ingest.config.Scrub;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Step;
import io.dbintel.schemas.envelope.Epoch;
import java.util.Objects;

/**
 * One consistent read: counters, and the server's clock before and after them with the same reset
 * time.
 *
 * @param before of a bucket of time, its start
 * @param after of a bucket of time, its last moment
 * @param kind of the epoch
 */
record StatementsRead(
    ServerFacts facts, ServerClock before, CounterRows counters, ServerClock after, String kind) {
  private static final int ATTEMPTS = 2;

  /**
   * Reads clock, counters, clock. A reset or eviction in between is answered by one more attempt;
   * where evictions never cease, every interval is marked by them anyway.
   *
   * @throws PollFailure when the target cannot be read, or was reset again
   */
  static StatementsRead from(Session session, TargetConfig target, ServerFacts facts)
      throws PollFailure {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      StatementsRead read = once(session, target, facts);
      if (read.untouched() || (read.notReset() && attempt == ATTEMPTS - 1)) {
        return read;
      }
    }
    throw PollFailure.of(
        FailureCode.RESET_DURING_READ,
        "the statistics were reset while they were read, " + ATTEMPTS + " times",
        "find out what calls pg_stat_statements_reset() so often");
  }

  private boolean notReset() {
    return Objects.equals(before.statsReset(), after.statsReset());
  }

  private boolean untouched() {
    return notReset() && Objects.equals(before.dealloc(), after.dealloc());
  }

  Epoch epoch() {
    return new Epoch(
        facts.systemIdentifier(),
        before.statsReset(),
        before.statsReset() == null ? facts.postmasterStart() : null,
        Epoch.privilege(facts.readsAll(), facts.roleOid()),
        facts.extension(),
        facts.extensionVersion(),
        kind);
  }

  private static StatementsRead once(Session session, TargetConfig target, ServerFacts facts)
      throws PollFailure {
    ServerClock before = clock(session, facts);
    CounterRows counters =
        session.roundTrip(
            Step.COUNTERS,
            connection ->
                CountersReader.read(
                    connection,
                    facts,
                    target.statements().maxRows(),
                    target.scrub() == Scrub.EDGE));
    return new StatementsRead(facts, before, counters, clock(session, facts), Epoch.CUMULATIVE);
  }

  private static ServerClock clock(Session session, ServerFacts facts) throws PollFailure {
    return session.roundTrip(Step.CLOCK, connection -> ServerClock.read(connection, facts));
  }
}
