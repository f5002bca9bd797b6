package io.dbintel.ingest.statements;

import io.dbintel.ingest.config.Scrub;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.Identifiers;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Step;
import io.dbintel.schemas.envelope.Epoch;
import java.util.Objects;

/**
 * One consistent read: counters, and the server's clock before and after them with the same reset
 * time.
 */
record StatementsRead(
    ServerFacts facts, ServerClock before, CounterRows counters, ServerClock after) {
  private static final int ATTEMPTS = 2;

  /**
   * Reads facts, clock, counters, clock. A reset or eviction in between is answered by one more
   * attempt; where evictions never cease, every interval is marked by them anyway.
   *
   * @throws PollFailure when the target cannot be read, or was reset again
   */
  static StatementsRead from(Session session, TargetConfig target) throws PollFailure {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      StatementsRead read = once(session, target);
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
        "pg_stat_statements",
        facts.extensionVersion(),
        Epoch.CUMULATIVE);
  }

  private static StatementsRead once(Session session, TargetConfig target) throws PollFailure {
    ServerFacts facts = session.roundTrip(Step.DISCOVER, ServerFacts::read);
    check(facts, target);
    ServerClock before = clock(session, facts);
    CounterRows counters =
        session.roundTrip(
            Step.COUNTERS,
            connection ->
                CounterRows.read(
                    connection,
                    facts,
                    target.statements().maxRows(),
                    target.scrub() == Scrub.EDGE));
    return new StatementsRead(facts, before, counters, clock(session, facts));
  }

  private static void check(ServerFacts facts, TargetConfig target) throws PollFailure {
    if (!facts.installed()) {
      throw PollFailure.of(
          FailureCode.MISSING_EXTENSION,
          "the extension pg_stat_statements is not installed in database " + target.database(),
          "run CREATE EXTENSION pg_stat_statements; in database "
              + target.database()
              + ", or name the database that has it");
    }
    if (!facts.mayUseSchema()) {
      throw PollFailure.of(
          FailureCode.MISSING_GRANT,
          "role " + target.user() + " may not use the schema of pg_stat_statements",
          "run GRANT USAGE ON SCHEMA "
              + Identifiers.quote(facts.schema())
              + " TO "
              + Identifiers.quote(target.user())
              + "; in database "
              + target.database());
    }
  }

  private static ServerClock clock(Session session, ServerFacts facts) throws PollFailure {
    return session.roundTrip(Step.CLOCK, connection -> ServerClock.read(connection, facts));
  }
}
