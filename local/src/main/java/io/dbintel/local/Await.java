package io.dbintel.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waiting for a condition of another process or thread. */
public final class Await {
  private static final long STEP_MILLIS = 50;

  private Await() {}

  /** Returns as soon as the condition holds, or false once the deadline has passed. */
  public static boolean within(Duration deadline, BooleanSupplier condition) {
    long end = System.nanoTime() + deadline.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end >= 0) {
        return false;
      }
      pause();
    }
    return true;
  }

  /**
   * Returns as soon as the condition holds.
   *
   * @throws IllegalStateException with the message when the deadline passes first
   */
  public static void orFail(
      Duration deadline, BooleanSupplier condition, Supplier<String> message) {
    if (!within(deadline, condition)) {
      throw new IllegalStateException(
          "After %d s: %s".formatted(deadline.toSeconds(), message.get()));
    }
  }

  private static void pause() {
    try {
      Thread.sleep(STEP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting", e);
    }
  }
}
