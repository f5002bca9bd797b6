package io.dbintel.ingest.collect;

import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.schemas.envelope.Outcome;
import java.time.Duration;

/**
 * What became of one run of a collector.
 *
 * @param code why it failed; null unless it failed at the server
 * @param reason short code as published; null when ok
 * @param message what went wrong, in our own words; null when ok
 * @param fix what to do about it; null when ok
 * @param rows rows read
 * @param records records handed over
 * @param bytes of them
 * @param accepted whether the publisher took all of them
 * @param duration of the whole run
 * @param idle whether nothing was asked as nothing was due: no run, and no news of the source
 */
public record CollectResult(
    Outcome outcome,
    FailureCode code,
    String reason,
    String message,
    String fix,
    long rows,
    int records,
    long bytes,
    boolean accepted,
    Duration duration,
    boolean idle) {

  /** A run that asked. */
  public CollectResult(
      Outcome outcome,
      FailureCode code,
      String reason,
      String message,
      String fix,
      long rows,
      int records,
      long bytes,
      boolean accepted,
      Duration duration) {
    this(outcome, code, reason, message, fix, rows, records, bytes, accepted, duration, false);
  }

  /** The same of a look that asked nothing. */
  public CollectResult asIdle() {
    return new CollectResult(
        outcome, code, reason, message, fix, rows, records, bytes, accepted, duration, true);
  }

  /** A run that read everything it should. */
  public static CollectResult ok(long rows, Outbox outbox, Duration duration) {
    return new CollectResult(
        Outcome.OK,
        null,
        null,
        null,
        null,
        rows,
        outbox.records(),
        outbox.bytes(),
        outbox.accepted(),
        duration);
  }

  /** A run that failed, or of which only a part was read. */
  public static CollectResult of(
      Outcome outcome, PollFailure failure, long rows, Outbox outbox, Duration duration) {
    return new CollectResult(
        outcome,
        failure.code(),
        failure.reason(),
        failure.getMessage(),
        failure.fix(),
        rows,
        outbox.records(),
        outbox.bytes(),
        outbox.accepted(),
        duration);
  }

  /** A run that did not take place. */
  public static CollectResult leftOut(String reason, Outbox outbox) {
    return new CollectResult(
        Outcome.FAILED,
        null,
        reason,
        null,
        null,
        0,
        outbox.records(),
        outbox.bytes(),
        outbox.accepted(),
        Duration.ZERO);
  }
}
