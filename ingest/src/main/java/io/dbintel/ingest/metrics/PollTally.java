package io.dbintel.ingest.metrics;

import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.Outbox;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.schemas.envelope.Outcome;
import java.time.Duration;

/** What one poll came to. */
final class PollTally {
  private long rows;
  private PollFailure failure;

  void add(EntryRead read) {
    rows += read.rows().size();
    if (read.failed()) {
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
