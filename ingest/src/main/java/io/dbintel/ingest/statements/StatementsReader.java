package io.dbintel.ingest.statements;

import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.Identifiers;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.ingest.postgres.Session;
import io.dbintel.ingest.postgres.Step;
import io.dbintel.schemas.envelope.Epoch;
import java.util.List;

/**
 * Reads a target by the strategy that its server allows, which is judged anew at each poll. Not
 * thread-safe.
 */
final class StatementsReader {
  private final TargetConfig target;
  private final MonitorBuckets buckets;
  private Strategy strategy;
  private ServerFacts facts;

  StatementsReader(TargetConfig target) {
    this.target = target;
    this.buckets = new MonitorBuckets(target);
  }

  /** Of the last poll that reached the server; null before. */
  Strategy strategy() {
    return strategy;
  }

  /** Something new that has not been read yet: a poll of its own. */
  @FunctionalInterface
  interface Due {
    StatementsRead read(Session session) throws PollFailure;
  }

  /**
   * What is new, in order of time; of cumulative counters always one.
   *
   * @throws PollFailure when the target cannot be read
   */
  List<Due> due(Session session) throws PollFailure {
    facts = session.roundTrip(Step.DISCOVER, ServerFacts::read);
    strategy = Strategy.of(facts);
    check();
    return strategy == Strategy.BUCKETS
        ? buckets.due(session, facts)
        : List.of(open -> StatementsRead.from(open, target, facts));
  }

  /** How many rows one read can have at the most. */
  int mostRows() {
    int limit = target.statements().maxRows();
    return strategy == Strategy.BUCKETS ? limit : Math.min(limit, facts.mostEntries());
  }

  /** Of the source as such, whether or not there was something to read. */
  Epoch epoch() {
    return new Epoch(
        facts.systemIdentifier(),
        null,
        facts.postmasterStart(),
        Epoch.privilege(facts.readsAll(), facts.roleOid()),
        facts.extension(),
        facts.extensionVersion(),
        strategy == Strategy.BUCKETS ? MonitorBuckets.KIND : Epoch.CUMULATIVE);
  }

  /** This read was published: nothing before its end is read again. */
  void published(StatementsRead read) {
    buckets.readUpTo(read);
  }

  private void check() throws PollFailure {
    if (strategy == Strategy.SAMPLES) {
      throw PollFailure.of(
          FailureCode.MISSING_EXTENSION,
          "the extension pg_stat_statements is not installed in database " + target.database(),
          "run CREATE EXTENSION pg_stat_statements; in database "
              + target.database()
              + ", or name the database that has it");
    }
    if (strategy == Strategy.BUCKETS && facts.extensionVersion().matches("[01]\\..*")) {
      throw PollFailure.of(
          FailureCode.MISSING_EXTENSION,
          "pg_stat_monitor "
              + facts.extensionVersion()
              + " in database "
              + target.database()
              + " is too old: 2.0 or later can be read",
          "run ALTER EXTENSION pg_stat_monitor UPDATE; or CREATE EXTENSION pg_stat_statements;");
    }
    if (!facts.mayUseSchema()) {
      throw PollFailure.of(
          FailureCode.MISSING_GRANT,
          "role " + target.user() + " may not use the schema of " + facts.extension(),
          "run GRANT USAGE ON SCHEMA "
              + Identifiers.quote(facts.schema())
              + " TO "
              + Identifiers.quote(target.user())
              + "; in database "
              + target.database());
    }
  }
}
