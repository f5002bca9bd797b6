package io.dbintel.ingest.config;

import java.time.Duration;

/**
 * How pg_stat_statements is polled. The limits of the configuration file protect servers; code that
 * builds this record itself (tests, the embedded stack) may go below them.
 *
 * @param interval between two polls
 * @param statementTimeout the server's limit for each query
 * @param lockTimeout the server's limit for each wait for a lock
 * @param roundTripTimeout the collector's limit for each round trip
 * @param maxRows most rows that one poll reads
 * @param textsMinInterval least time between two reads of statement texts
 */
public record StatementsConfig(
    Duration interval,
    Duration statementTimeout,
    Duration lockTimeout,
    Duration roundTripTimeout,
    int maxRows,
    Duration textsMinInterval) {

  public static StatementsConfig defaults() {
    return new StatementsConfig(
        Options.INTERVAL.defaultValue(),
        Options.STATEMENT_TIMEOUT.defaultValue(),
        Options.LOCK_TIMEOUT.defaultValue(),
        Options.ROUND_TRIP_TIMEOUT.defaultValue(),
        Options.MAX_ROWS.defaultValue(),
        Options.TEXTS_MIN_INTERVAL.defaultValue());
  }

  public Limits limits() {
    return new Limits(statementTimeout, lockTimeout, roundTripTimeout);
  }

  public StatementsConfig withInterval(Duration newInterval) {
    return new StatementsConfig(
        newInterval, statementTimeout, lockTimeout, roundTripTimeout, maxRows, textsMinInterval);
  }

  public StatementsConfig withTimeouts(Duration statement, Duration lock, Duration roundTrip) {
    return new StatementsConfig(interval, statement, lock, roundTrip, maxRows, textsMinInterval);
  }

  public StatementsConfig withMaxRows(int newMaxRows) {
    return new StatementsConfig(
        interval, statementTimeout, lockTimeout, roundTripTimeout, newMaxRows, textsMinInterval);
  }

  public StatementsConfig withTextsMinInterval(Duration newTextsMinInterval) {
    return new StatementsConfig(
        interval, statementTimeout, lockTimeout, roundTripTimeout, maxRows, newTextsMinInterval);
  }
}
