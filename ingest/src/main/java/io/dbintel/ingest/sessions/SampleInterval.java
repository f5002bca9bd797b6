package io.dbintel.ingest.sessions;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The time between two ticks. When the median time that the server spent on the last samples is
 * more than a twentieth of it, it doubles, up to ten seconds. When the samples have been so quick
 * for half a minute of ticks that half of it would be more than enough, it halves.
 */
final class SampleInterval {
  private static final Duration LONGEST = Duration.ofSeconds(10);
  private static final double SLOW_PART = 0.05;

  /** An interval that is taken back must be kept: half of what would lengthen it again. */
  private static final double QUICK_PART = SLOW_PART / 2;

  private static final int WINDOW = 9;
  private static final int LEAST_SAMPLES = 5;
  private static final int QUICK_SAMPLES = 30;

  private final long shortest;
  private final long longest;
  private final Deque<Long> last = new ArrayDeque<>();
  private long current;
  private int quick;

  SampleInterval(Duration configured) {
    shortest = micros(configured);
    longest = Math.max(shortest, micros(LONGEST));
    current = shortest;
  }

  long micros() {
    return current;
  }

  Duration duration() {
    return Duration.ofNanos(current * 1_000);
  }

  /**
   * Takes in one sample.
   *
   * @param serverMicros time that the server spent on it
   */
  void sampled(long serverMicros) {
    last.addLast(serverMicros);
    if (last.size() > WINDOW) {
      last.removeFirst();
    }
    if (last.size() < LEAST_SAMPLES) {
      return;
    }
    long median = median();
    boolean enoughAtHalf = median <= QUICK_PART * current / 2;
    quick = enoughAtHalf ? quick + 1 : 0;
    if (median > SLOW_PART * current && current < longest) {
      change(Math.min(longest, current * 2));
    } else if (quick >= QUICK_SAMPLES && current > shortest) {
      change(Math.max(shortest, current / 2));
    }
  }

  /** What was measured so far has had its effect. */
  private void change(long interval) {
    current = interval;
    quick = 0;
    last.clear();
  }

  private long median() {
    return last.stream().sorted().skip(last.size() / 2).findFirst().orElseThrow();
  }

  private static long micros(Duration duration) {
    return duration.toNanos() / 1_000;
  }
}
