package io.dbintel.jobs.export.http;

import java.io.Serializable;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt. It doubles up to a limit, and half of it is left to
 * chance so that many senders do not come back at once.
 */
public record Backoff(Duration first, Duration longest) implements Serializable {
  private static final int MAX_DOUBLINGS = 30;

  public static Backoff defaults() {
    return new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));
  }

  /**
   * @param failures in a row, at least 1
   * @param atLeast what the server asked for; chance only adds to it
   */
  public Duration delay(int failures, Duration atLeast, RandomGenerator random) {
    long ceiling =
        Math.min(longest.toMillis(), first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS));
    long delay = ceiling / 2 + random.nextLong(ceiling / 2 + 1);
    if (atLeast.toMillis() >= delay) {
      return atLeast.plusMillis(random.nextLong(first.toMillis() + 1));
    }
    return Duration.ofMillis(delay);
  }
}
