package io.dbintel.ingest.breaker;

import java.time.Duration;

/**
 * When a breaker opens and closes. All rules look at the calls since its last change of state.
 *
 * @param failuresInARow opens after so many
 * @param burst opens after so many failures within {@link #burstWithin}
 * @param share opens when so large a share of the window failed
 * @param leastCalls before the share says anything
 * @param window calls that the share looks at: the last ones
 * @param slow a call that took longer has failed
 * @param firstWait before an open breaker is tried; doubles with each failed try
 * @param longestWait where doubling ends
 * @param successes of a half-open breaker until it closes
 * @param probeSpacing longest time between two tries of a half-open breaker
 * @param disabledFor until a disabled feature is tried, though nothing seems to have changed
 */
public record BreakerPolicy(
    int failuresInARow,
    int burst,
    Duration burstWithin,
    double share,
    int leastCalls,
    int window,
    Duration slow,
    Duration firstWait,
    Duration longestWait,
    int successes,
    Duration probeSpacing,
    Duration disabledFor) {

  public static final BreakerPolicy DEFAULT =
      new BreakerPolicy(
          5,
          5,
          Duration.ofSeconds(30),
          0.5,
          5,
          20,
          Duration.ofSeconds(5),
          Duration.ofSeconds(60),
          Duration.ofMinutes(5),
          3,
          Duration.ofSeconds(5),
          Duration.ofMinutes(5));

  /** The same rules with other times to wait. */
  public BreakerPolicy withWaits(Duration first, Duration longest, Duration spacing) {
    return new BreakerPolicy(
        failuresInARow,
        burst,
        burstWithin,
        share,
        leastCalls,
        window,
        slow,
        first,
        longest,
        successes,
        spacing,
        disabledFor);
  }
}
