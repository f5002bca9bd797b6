package io.dbintel.ingest.postgres;

import java.time.Duration;

/**
 * Time that a thread has spent waiting for servers, logging in included. A run of a collector takes
 * place on one thread, which is all that the count needs to know.
 */
public final class RoundTrips {
  private static final ThreadLocal<RoundTrips> CURRENT = ThreadLocal.withInitial(RoundTrips::new);

  private long nanos;
  private long longestNanos;

  private RoundTrips() {}

  /**
   * What a run took of its server.
   *
   * @param total of all round trips
   * @param longest of them
   */
  public record Spent(Duration total, Duration longest) {}

  /** What was spent on this thread since the last call, which begins a new count. */
  public static Spent take() {
    RoundTrips current = CURRENT.get();
    Spent spent =
        new Spent(Duration.ofNanos(current.nanos), Duration.ofNanos(current.longestNanos));
    current.nanos = 0;
    current.longestNanos = 0;
    return spent;
  }

  static void add(long startedNanos) {
    RoundTrips current = CURRENT.get();
    long took = System.nanoTime() - startedNanos;
    current.nanos += took;
    current.longestNanos = Math.max(current.longestNanos, took);
  }
}
