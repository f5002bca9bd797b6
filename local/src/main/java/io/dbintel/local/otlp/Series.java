package io.dbintel.local.otlp;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The total of one series under the OTLP data model's rules for temporality; each kind of point has
 * its method.
 */
final class Series {
  private static final int KEPT_RUNS = 16;
  private static final int KEPT_DELTA_TIMES = 4096;

  private record Run(long lastTime, Amount value) {}

  private final TreeMap<Long, Run> runs = new TreeMap<>();
  private final TreeSet<Long> deltaTimes = new TreeSet<>();
  private Amount settled = Amount.ZERO;
  private long settledUntil = Long.MIN_VALUE;
  private Amount latest = Amount.ZERO;
  private long latestTime = Long.MIN_VALUE;
  private boolean additive = true;
  private boolean ended;

  /**
   * A cumulative point counts from {@code start}: of each run only the last value by time is part
   * of the total.
   */
  Effect cumulative(long start, long time, Amount value, boolean monotonic) {
    if (start <= settledUntil) {
      return Effect.DUPLICATE;
    }
    Run run = runs.get(start);
    if (run != null && time <= run.lastTime()) {
      return Effect.DUPLICATE;
    }
    boolean fallen = run != null && monotonic && value.value() < run.value().value();
    runs.put(start, new Run(time, value));
    settleOldestRuns();
    remember(time, value);
    return fallen ? Effect.FALLEN : Effect.ADDED;
  }

  /** A delta point is part of the total once, however often it arrives. */
  Effect delta(long time, Amount value) {
    boolean tooOldToTell = deltaTimes.size() == KEPT_DELTA_TIMES && time < deltaTimes.first();
    if (tooOldToTell || !deltaTimes.add(time)) {
      return Effect.DUPLICATE;
    }
    if (deltaTimes.size() > KEPT_DELTA_TIMES) {
      deltaTimes.pollFirst();
    }
    settled = settled.plus(value);
    remember(time, value);
    return Effect.ADDED;
  }

  /** A gauge has no total, only its last value. */
  Effect gauge(long time, Amount value) {
    additive = false;
    if (time <= latestTime) {
      return Effect.DUPLICATE;
    }
    remember(time, value);
    return Effect.ADDED;
  }

  /** NO_RECORDED_VALUE: the run ends, what it had counted stays. */
  Effect end(long time) {
    if (ended && time <= latestTime) {
      return Effect.DUPLICATE;
    }
    if (time >= latestTime) {
      latestTime = time;
      ended = true;
    }
    return Effect.ADDED;
  }

  /** Finished runs plus the current one; for a gauge its last value. */
  Amount total() {
    if (!additive) {
      return latest;
    }
    Amount sum = settled;
    for (Run run : runs.values()) {
      sum = sum.plus(run.value());
    }
    return sum;
  }

  Amount latest() {
    return latest;
  }

  boolean ended() {
    return ended;
  }

  /** The starts of the runs still told apart, in order. */
  List<Long> runStarts() {
    return new ArrayList<>(runs.keySet());
  }

  private void remember(long time, Amount value) {
    if (time > latestTime) {
      latestTime = time;
      latest = value;
      ended = false;
    }
  }

  private void settleOldestRuns() {
    while (runs.size() > KEPT_RUNS) {
      var oldest = runs.pollFirstEntry();
      settled = settled.plus(oldest.getValue().value());
      settledUntil = oldest.getKey();
    }
  }
}
