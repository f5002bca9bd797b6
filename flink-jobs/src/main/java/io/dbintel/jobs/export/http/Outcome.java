package io.dbintel.jobs.export.http;

import java.time.Duration;

/**
 * What became of one request.
 *
 * @param rejected items the destination dropped although it answered with success
 * @param atLeast how long the destination asked to be left alone
 * @param detail for logs and dead letters: the status and the destination's words, cut short; empty
 *     on plain success
 */
public record Outcome(Kind kind, long rejected, Duration atLeast, String detail) {

  /** The one class every answer falls into. */
  public enum Kind {
    /** Accepted as a whole. */
    DELIVERED,
    /** Accepted, but some items were dropped for good, or with a warning. Never sent again. */
    PARTIALLY_REJECTED,
    /** Not now: the same request may succeed later. */
    RETRY,
    /** Less at once may succeed. */
    TOO_LARGE,
    /** Something in it will never be accepted. */
    REFUSED,
    /** The URL or the key is wrong, not the data. */
    MISCONFIGURED
  }

  static Outcome delivered() {
    return new Outcome(Kind.DELIVERED, 0, Duration.ZERO, "");
  }

  static Outcome partiallyRejected(long rejected, String detail) {
    return new Outcome(Kind.PARTIALLY_REJECTED, rejected, Duration.ZERO, detail);
  }

  static Outcome retry(Duration atLeast, String detail) {
    return new Outcome(Kind.RETRY, 0, atLeast, detail);
  }

  static Outcome of(Kind kind, String detail) {
    return new Outcome(kind, 0, Duration.ZERO, detail);
  }

  /** The detail without the destination's words, which may quote data: {@code HTTP 400}. */
  public String status() {
    int words = detail.indexOf(':');
    return words < 0 ? detail : detail.substring(0, words);
  }
}
