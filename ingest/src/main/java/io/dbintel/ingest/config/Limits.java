package io.dbintel.ingest.config;

import java.time.Duration;

/**
 * The limits of one connection.
 *
 * @param statementTimeout the server's limit for each query
 * @param lockTimeout the server's limit for each wait for a lock
 * @param roundTripTimeout the collector's limit for each round trip, longer than the server's
 */
public record Limits(Duration statementTimeout, Duration lockTimeout, Duration roundTripTimeout) {
  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

  /** Limits with the given statement_timeout; the collector waits twice as long, at least 2 s. */
  static Limits of(Duration statementTimeout) {
    Duration lock = statementTimeout.compareTo(LOCK_TIMEOUT) < 0 ? statementTimeout : LOCK_TIMEOUT;
    Duration twice = statementTimeout.multipliedBy(2);
    Duration least = Duration.ofSeconds(2);
    return new Limits(statementTimeout, lock, twice.compareTo(least) < 0 ? least : twice);
  }
}
