package io.dbintel.ingest.statements;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The memory that the polls of all targets may take at the same time. A poll that finds none waits
 * its turn: it is late, and never left out. A target that held its part for long, because its
 * server or the way to it is slow, waits from then on only with its like, and has no part in what
 * the others share. Thread-safe.
 */
public final class PollMemory {
  /** A poll of an ordinary server takes a fraction of this, with the first texts too. */
  static final Duration LONG_HOLD = Duration.ofSeconds(3);

  private static final int HEAP_SHARE = 8;
  private static final long LEAST_BYTES = 8 << 20;
  private static final int UNIT_BYTES = 1 << 10;

  private final Lane common;
  private final Lane slow;
  private final Consumer<Duration> waited;
  private final LongSupplier nanos;

  PollMemory(long bytes, Consumer<Duration> waited, LongSupplier nanos) {
    this.common = new Lane(bytes);
    this.slow = new Lane(bytes / 2);
    this.waited = waited;
    this.nanos = nanos;
  }

  /**
   * @param bytes for targets that answer in time; the others share half as much
   * @param waited hears of each poll how long it waited, on the poll's thread
   */
  public PollMemory(long bytes, Consumer<Duration> waited) {
    this(bytes, waited, System::nanoTime);
  }

  /** A part of the heap that leaves room for all else. */
  public static PollMemory ofHeap(Consumer<Duration> waited) {
    return new PollMemory(
        Math.max(LEAST_BYTES, Runtime.getRuntime().maxMemory() / HEAP_SHARE), waited);
  }

  /**
   * Waits for memory, first come, first served. One who wants more than there is gets all of it.
   *
   * @param slowTarget whether {@link Lease#close} said so of the target's last poll
   */
  Lease take(long bytes, boolean slowTarget) {
    long started = nanos.getAsLong();
    Lane lane = slowTarget ? slow : common;
    int units = lane.take(bytes);
    waited.accept(Duration.ofNanos(nanos.getAsLong() - started));
    return new Lease(lane, units, nanos);
  }

  /** Memory that one poll holds. Not thread-safe. */
  static final class Lease {
    private final Lane lane;
    private final int units;
    private final LongSupplier nanos;
    private final long since;

    private Lease(Lane lane, int units, LongSupplier nanos) {
      this.lane = lane;
      this.units = units;
      this.nanos = nanos;
      this.since = nanos.getAsLong();
    }

    /**
     * Gives it back.
     *
     * @return whether it was held for long
     */
    boolean close() {
      lane.memory.release(units);
      return nanos.getAsLong() - since > LONG_HOLD.toNanos();
    }
  }

  /** In units, because a semaphore counts no further than an int. */
  private static final class Lane {
    private final int units;
    private final Semaphore memory;

    Lane(long bytes) {
      this.units = units(bytes);
      this.memory = new Semaphore(units, true);
    }

    /** The units taken. */
    int take(long bytes) {
      int wanted = Math.min(units(bytes), units);
      memory.acquireUninterruptibly(wanted);
      return wanted;
    }

    private static int units(long bytes) {
      return (int) Math.max(1, Math.min(Integer.MAX_VALUE, bytes / UNIT_BYTES));
    }
  }
}
