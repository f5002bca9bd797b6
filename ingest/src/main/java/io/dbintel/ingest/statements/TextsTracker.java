package io.dbintel.ingest.statements;

import java.time.Duration;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Which texts have been published and when they are due again. Holds 16 bytes for each key of the
 * last poll and nothing else. Times are the collector's clock in µs.
 */
final class TextsTracker {
  private static final long[] NONE = new long[0];

  private final long minIntervalMicros;
  private final long republishMicros;
  private final Queue<long[]> lost = new ConcurrentLinkedQueue<>();
  private long[] keys = NONE;
  private long[] due = NONE;
  private long lastRead = Long.MIN_VALUE;

  /**
   * @param minInterval least time between two reads of texts
   * @param republish after which a text in use is published again
   */
  TextsTracker(Duration minInterval, Duration republish) {
    this.minIntervalMicros = minInterval.toNanos() / 1_000;
    this.republishMicros = republish.toNanos() / 1_000;
  }

  /** Takes over the keys of a poll: new ones are due at once, absent ones are forgotten. */
  void observe(long[] hashes) {
    long[] newKeys = hashes.clone();
    Arrays.sort(newKeys);
    long[] newDue = new long[newKeys.length];
    for (int i = 0; i < newKeys.length; i++) {
      int known = Arrays.binarySearch(keys, newKeys[i]);
      newDue[i] = known < 0 ? Long.MIN_VALUE : due[known];
    }
    keys = newKeys;
    due = newDue;
    for (long[] batch = lost.poll(); batch != null; batch = lost.poll()) {
      for (long hash : batch) {
        dueAt(hash, Long.MIN_VALUE);
      }
    }
  }

  /**
   * The keys whose texts should be read now, sorted; none while the last read is too recent. A read
   * that must be made anyway takes along what would be due soon, so that reads stay rare.
   */
  long[] wanted(long now) {
    boolean tooEarly = lastRead != Long.MIN_VALUE && now - lastRead < minIntervalMicros;
    if (tooEarly || !anyDueBy(now)) {
      return NONE;
    }
    long soon = now + republishMicros / 8;
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
    for (long hash : hashes) {
      dueAt(hash, now + republishMicros);
    }
  }

  /** Texts that did not arrive are due again. May be called from any thread. */
  void lost(long[] hashes) {
    lost.add(hashes);
  }

  private boolean anyDueBy(long now) {
    for (long time : due) {
      if (time <= now) {
        return true;
      }
    }
    return false;
  }

  private void dueAt(long hash, long time) {
    int index = Arrays.binarySearch(keys, hash);
    if (index >= 0) {
      due[index] = time;
    }
  }
}
