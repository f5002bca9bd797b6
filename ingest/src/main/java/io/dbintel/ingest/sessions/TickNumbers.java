package io.dbintel.ingest.sessions;

/**
 * Numbers ticks by the interval that was in force, so that ticks that did not take place leave a
 * gap. A tick that is late, but before the next one is due, leaves none.
 */
final class TickNumbers {
  private long last = -1;
  private long lastNanos;
  private long interval;

  /** When the tick numbered 0 would have been, at the current interval. */
  private long origin;

  /**
   * The number of a tick that begins now.
   *
   * @param nanos a clock that never goes back
   * @param intervalNanos time from the last tick to this one, as planned
   */
  long next(long nanos, long intervalNanos) {
    if (last < 0) {
      origin = nanos;
    } else if (intervalNanos != interval) {
      origin = lastNanos - last * intervalNanos;
    }
    interval = intervalNanos;
    long slot = Math.floorDiv(nanos - origin, intervalNanos);
    if (slot <= last) {
      // The tick before was late, or the clock of the caller runs fast: this is the next one.
      slot = last + 1;
      origin = nanos - slot * intervalNanos;
    }
    last = slot;
    lastNanos = nanos;
    return slot;
  }
}
