package io.dbintel.ingest.statements;

import io.dbintel.ingest.config.StatementsConfig;
import io.dbintel.ingest.postgres.FailureCode;
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
   * Reads facts, clock, counters, clock. A reset in between is answered by one more attempt.
   *
   * @throws PollFailure when the target cannot be read, or was reset again
   */
  static StatementsRead from(Session session, String database, StatementsConfig config)
      throws PollFailure {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      StatementsRead read = once(session, database, config);
      if (Objects.equals(read.before.statsReset(), read.after.statsReset())) {
        return read;
      }
    }
    throw PollFailure.of(
        FailureCode.RESET_DURING_READ,
        "the statistics were reset while they were read, " + ATTEMPTS + " times",
        "find out what calls pg_stat_statements_reset() so often");
  }

  Epoch epoch() {
    return new Epoch(
        facts.systemIdentifier(),
        before.statsReset(),
        before.statsReset() == null ? facts.postmasterStart() : null,
        facts.readsAll() ? Epoch.PRIVILEGE_ALL : Epoch.PRIVILEGE_OWN,
        "pg_stat_statements",
        facts.extensionVersion(),
        Epoch.CUMULATIVE);
  }

  private static StatementsRead once(Session session, String database, StatementsConfig config)
      throws PollFailure {
    ServerFacts facts = session.roundTrip(Step.DISCOVER, ServerFacts::read);
    if (!facts.installed()) {
      throw PollFailure.of(
          FailureCode.MISSING_EXTENSION,
          "the extension pg_stat_statements is not installed in database " + database,
          "run CREATE EXTENSION pg_stat_statements; in database "
              + database
              + ", or name the database that has it");
    }
    ServerClock before = clock(session, facts);
    CounterRows counters =
        session.roundTrip(
            Step.COUNTERS, connection -> CounterRows.read(connection, facts, config.maxRows()));
    return new StatementsRead(facts, before, counters, clock(session, facts));
  }

  private static ServerClock clock(Session session, ServerFacts facts) throws PollFailure {
    return session.roundTrip(Step.CLOCK, connection -> ServerClock.read(connection, facts));
  }
}
