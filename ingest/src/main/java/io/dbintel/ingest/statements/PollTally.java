package io.dbintel.ingest.statements;

import io.dbintel.ingest.collect.Outbox;
import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.envelope.Outcome;
import java.time.Duration;

/** Adds up what one run of a poller published: one poll, or one for each bucket of time. */
final class PollTally {
  private final String instance;
  private long number;
  private int rows;
  private int hidden;
  private int buckets;
  private int texts;
  private int records;
  private long bytes;
  private boolean accepted = true;
  private boolean limited;
  private Epoch epoch;

  /**
   * @param number of the next poll
   * @param epoch of the source, for when nothing was due
   */
  PollTally(String instance, long number, Epoch epoch) {
    this.instance = instance;
    this.number = number;
    this.epoch = epoch;
  }

  void add(StatementsRead read, long pollNumber, int textCount, int bucketCount, Outbox outbox) {
    number = pollNumber;
    rows += read.counters().size();
    hidden += read.counters().hidden();
    buckets += bucketCount;
    texts += textCount;
    records += outbox.records();
    bytes += outbox.bytes();
    accepted &= outbox.accepted();
    limited |= read.counters().limited();
    epoch = read.epoch();
  }

  /** Of the last poll, with the sums of all. */
  PollSummary summary(int versionNum, Duration duration) {
    return new PollSummary(
        instance,
        number,
        limited ? Outcome.PARTIAL : Outcome.OK,
        limited ? Envelopes.ROW_LIMIT : null,
        limited ? "there are more rows than statements.max_rows" : null,
        limited ? "raise statements.max_rows, or lower pg_stat_statements.max" : null,
        rows,
        hidden,
        buckets,
        texts,
        records,
        bytes,
        accepted,
        epoch,
        versionNum,
        duration);
  }
}
