package io.dbintel.ingest.statements;

import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Which texts have been published and when they are due again. Holds 12 bytes for each key of the
 * last poll and nothing else. Times are the collector's clock in µs, kept in whole seconds.
 */
final class TextsTracker {
  private static final long[] NONE = new long[0];
  private static final int AT_ONCE = Integer.MIN_VALUE;

  /** 2020: from here on an int can count seconds until 2088. */
  private static final long FIRST_SECOND = 1_577_836_800;

  private final long minIntervalMicros;
  private final int republishSeconds;
  private final Queue<long[]> lost = new ConcurrentLinkedQueue<>();
  private long[] keys = NONE;
  private int[] due = new int[0];
  private long lastRead = Long.MIN_VALUE;

  /**
   * @param minInterval least time between two reads of texts
   * @param republish after which a text in use is published again
   */
  TextsTracker(Duration minInterval, Duration republish) {
    this.minIntervalMicros = minInterval.toNanos() / 1_000;
    this.republishSeconds = (int) republish.toSeconds();
  }

  /** Takes over the keys of a poll: new ones are due at once, absent ones are forgotten. */
  void observe(long[] hashes) {
    long[] newKeys = hashes.clone();
    Arrays.sort(newKeys);
    int[] newDue = new int[newKeys.length];
    for (int i = 0; i < newKeys.length; i++) {
      int known = Arrays.binarySearch(keys, newKeys[i]);
      newDue[i] = known < 0 ? AT_ONCE : due[known];
    }
    keys = newKeys;
    due = newDue;
    for (long[] batch = lost.poll(); batch != null; batch = lost.poll()) {
      for (long hash : batch) {
        dueAt(hash, AT_ONCE);
      }
    }
  }

  /**
   * The keys whose texts should be read now, sorted; none while the last read is too recent. A read
   * that must be made anyway takes along what would be due soon, so that reads stay rare.
   */
  long[] wanted(long now) {
    boolean tooEarly = lastRead != Long.MIN_VALUE && now - lastRead < minIntervalMicros;
    int second = second(now);
    if (tooEarly || !anyDueBy(second)) {
      return NONE;
    }
    int soon = second + republishSeconds / 8;
    long[] wanted = new long[keys.length];
    int count = 0;
    for (int i = 0; i < keys.length; i++) {
      if (due[i] <= soon) {
        wanted[count++] = keys[i];
      }
    }
    return Arrays.copyOf(wanted, count);
  }

  /** A read is made now, whatever comes of it. */
  void reading(long now) {
    lastRead = now;
  }

  void published(long[] hashes, long now) {
    int next = second(now) + republishSeconds;
    for (long hash : hashes) {
      dueAt(hash, next);
    }
  }

  /** Texts that did not arrive are due again. May be called from any thread. */
  void lost(long[] hashes) {
    lost.add(hashes);
  }

  private boolean anyDueBy(int second) {
    for (int time : due) {
      if (time <= second) {
        return true;
      }
    }
    return false;
  }

  private void dueAt(long hash, int time) {
    int index = Arrays.binarySearch(keys, hash);
    if (index >= 0) {
      due[index] = time;
    }
  }

  private static int second(long micros) {
    return (int) (Math.floorDiv(micros, 1_000_000L) - FIRST_SECOND);
  }
}
