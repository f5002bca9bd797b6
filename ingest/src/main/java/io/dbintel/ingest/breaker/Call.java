package io.dbintel.ingest.breaker;

import java.time.Duration;

/**
 * How a run ended.
 *
 * @param failure reason as published; null when it did not fail
 * @param longestRoundTrip time that the slowest round trip to the server took
 */
public record Call(String failure, Duration longestRoundTrip) {

  public static Call ok(Duration longestRoundTrip) {
    return new Call(null, longestRoundTrip);
  }

  public static Call failed(String failure) {
    return new Call(failure, Duration.ZERO);
  }
}
