package io.dbintel.ingest.metrics;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * When each thing is due. A read that takes long is due later, so that none takes more than a
 * hundredth of the time; one that fails waits twice as long each time, up to an hour.
 */
final class Schedule {
  private static final int LEAST_SHARE = 100;
  private static final int MOST_DOUBLINGS = 6;
  private static final Duration MOST_DELAY = Duration.ofHours(1);

  private final Map<String, Item> items = new HashMap<>();

  /**
   * @param slack how much too early still counts as due: half of the time between two looks
   */
  boolean due(String key, long nowNanos, Duration slack) {
    Item item = items.get(key);
    return item == null || nowNanos - item.dueNanos >= -slack.toNanos();
  }

  /** When it is due, relative to another time; long ago when it was never done. */
  long untilDue(String key, long nowNanos) {
    Item item = items.get(key);
    return item == null ? Long.MIN_VALUE : item.dueNanos - nowNanos;
  }

  void done(String key, Duration interval, Duration took, long nowNanos) {
    long slow = Math.min(took.toNanos() * LEAST_SHARE, MOST_DELAY.toNanos());
    items.put(key, new Item(nowNanos + Math.max(interval.toNanos(), slow), 0));
  }

  void failed(String key, Duration interval, long nowNanos) {
    Item before = items.get(key);
    int failures = before == null ? 1 : Math.min(before.failures + 1, MOST_DOUBLINGS);
    long delay = Math.min(interval.toNanos() << failures, MOST_DELAY.toNanos());
    items.put(key, new Item(nowNanos + Math.max(delay, interval.toNanos()), failures));
  }

  /** Not before a delay that has nothing to do with its interval. */
  void postpone(String key, Duration delay, long nowNanos) {
    items.put(key, new Item(nowNanos + delay.toNanos(), 0));
  }

  void forgetIf(Predicate<String> key) {
    items.keySet().removeIf(key);
  }

  private record Item(long dueNanos, int failures) {}
}
