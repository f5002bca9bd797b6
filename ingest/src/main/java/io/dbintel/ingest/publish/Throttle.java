package io.dbintel.ingest.publish;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Lets one message pass in each period. Thread-safe. */
public final class Throttle {
  private final long periodNanos;
  private final AtomicLong next = new AtomicLong(System.nanoTime());

  public Throttle(Duration period) {
    this.periodNanos = period.toNanos();
  }

  public boolean passes() {
    long now = System.nanoTime();
    long due = next.get();
    return now - due >= 0 && next.compareAndSet(due, now + periodNanos);
  }
}
