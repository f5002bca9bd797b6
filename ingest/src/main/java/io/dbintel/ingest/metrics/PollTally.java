package io.dbintel.ingest.metrics;

import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.Outbox;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.schemas.envelope.Outcome;
import java.time.Duration;

/** What one poll came to. */
final class PollTally {
  /** A server that is too slow for two entries is too slow for the rest. */
  private static final int MOST_TIMEOUTS = 2;

  private long rows;
  private long undeclared;
  private int timeouts;
  private PollFailure failure;

  void add(EntryRead read) {
    rows += read.rows().size();
    undeclared += read.undeclared();
    if (read.failed()) {
      timeouts += read.code() == FailureCode.TIMEOUT ? 1 : 0;
      FailureCode code = read.code();
      String where = read.database() == null ? "" : " in database " + read.database();
      add(
          PollFailure.of(
              code,
              "entry " + read.entry().name() + " failed" + where + ": " + read.reason(),
              read.hopeless()
                  ? "grant what it needs (docs/catalogue.md), or correct the entry; it stays off"
                      + " until the server changes"
                  : "look at the load of the server; the entry is asked less often meanwhile"));
    }
  }

  /** The first failure is the one that is told. */
  void add(PollFailure newFailure) {
    if (failure == null) {
      failure = newFailure;
    }
  }

  /** Whether the rest is better left for the next poll. */
  boolean tooSlow() {
    return timeouts >= MOST_TIMEOUTS;
  }

  /** Columns that queries gave and the catalogue does not know. */
  long undeclared() {
    return undeclared;
  }

  long rows() {
    return rows;
  }

  /** A poll of which some entries failed is partial. */
  CollectResult result(Outbox outbox, Duration duration) {
    return failure == null
        ? CollectResult.ok(rows, outbox, duration)
        : CollectResult.of(Outcome.PARTIAL, failure, rows, outbox, duration);
  }
}
