package io.dbintel.ingest.metrics;

import io.dbintel.ingest.catalogue.CatalogueEntry;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.raw.MetricsChunk.Column;
import java.time.Duration;
import java.util.List;

/**
 * What one entry gave in one database.
 *
 * @param database where it was asked; null when it speaks of the whole server
 * @param reason why it is not ok; null when it is
 * @param code why it failed; null unless it did
 * @param before server clock before the query, µs; null when it failed
 * @param after server clock after the query, µs; null when it failed
 * @param undeclared columns of the result that the catalogue does not know; they are not kept
 */
record EntryRead(
    CatalogueEntry entry,
    String database,
    Outcome outcome,
    String reason,
    FailureCode code,
    Long before,
    Long after,
    List<Column> columns,
    List<List<Object>> rows,
    int undeclared,
    Duration duration) {

  /** More rows than the limit: the others are added up, or left out where nothing adds up. */
  static final String ROW_LIMIT = "row_limit";

  /** Only rows that differ from the last time: what is absent has not changed. */
  static final String CHANGES_ONLY = "changes_only";

  /** Errors of SQLSTATE class 42: the query itself is wrong on this server. */
  private static final String REFUSED_QUERY = FailureCode.SERVER_ERROR.word() + ":42";

  boolean failed() {
    return outcome == Outcome.FAILED;
  }

  /** Whether asking again is of no use until the server changes. */
  boolean hopeless() {
    return code == FailureCode.MISSING_GRANT
        || code == FailureCode.MISSING_OBJECT
        || code == FailureCode.WRONG_RESULT
        || (code == FailureCode.SERVER_ERROR && reason.startsWith(REFUSED_QUERY));
  }

  EntryRead withRows(Outcome newOutcome, String newReason, List<List<Object>> newRows) {
    return new EntryRead(
        entry,
        database,
        newOutcome,
        newReason,
        code,
        before,
        after,
        columns,
        newRows,
        undeclared,
        duration);
  }
}
