package io.dbintel.ingest.breaker;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * A breaker as it survives a restart. Times are µs of the collector's clock.
 *
 * @param state as published
 * @param reason failure that it opened or was disabled for
 * @param retryAt null when it was being tried
 * @param waitMicros of the last opening
 */
public record KeptBreaker(String state, long since, String reason, Long retryAt, long waitMicros) {
  public KeptBreaker {
    requireNonNull(state, "state");
    BreakerState.valueOf(state.toUpperCase(Locale.ROOT));
  }

  BreakerState breakerState() {
    return BreakerState.valueOf(state.toUpperCase(Locale.ROOT));
  }
}
