package io.dbintel.ingest.sessions;

/**
 * How many sessions that wait for a lock are asked for whom at one tick. Each question stops the
 * whole lock manager for a moment: when the answers take long, fewer are asked, and more again when
 * they have been quick for a while.
 */
final class WaiterBudget {
  static final int MOST = 50;
  static final int LEAST = 5;
  private static final long SLOW_MICROS = 10_000;
  private static final int QUICK_ANSWERS = 30;

  private int waiters = MOST;
  private int quick;
  private boolean lastWasQuick;

  /** Quick answers that are wanted before the question may hold up a sample again. */
  private int wanted;

  int waiters() {
    return waiters;
  }

  /**
   * Whether the question may be part of a sample: the last answers were quick, and as many as are
   * wanted after one that did not come.
   */
  boolean mayHoldUpSamples() {
    return lastWasQuick && wanted == 0;
  }

  /**
   * @param serverMicros time that the server took for the answers of one tick
   */
  void answered(long serverMicros) {
    lastWasQuick = serverMicros <= SLOW_MICROS;
    wanted = lastWasQuick ? Math.max(0, wanted - 1) : wanted;
    if (!lastWasQuick) {
      waiters = Math.max(LEAST, waiters / 2);
      quick = 0;
    } else if (++quick >= QUICK_ANSWERS) {
      waiters = Math.min(MOST, waiters * 2);
      quick = 0;
    }
  }

  /** The question was not answered. */
  void failed() {
    waiters = LEAST;
    quick = 0;
    lastWasQuick = false;
    wanted = QUICK_ANSWERS;
  }
}
