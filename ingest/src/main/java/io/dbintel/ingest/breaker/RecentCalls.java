package io.dbintel.ingest.breaker;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;

/** The calls since the last change of state, as far as the rules look at them. */
final class RecentCalls {
  private final BreakerPolicy policy;
  private final BitSet window;
  private final Deque<Long> times = new ArrayDeque<>();
  private int calls;
  private int next;
  private int inARow;

  RecentCalls(BreakerPolicy policy) {
    this.policy = policy;
    this.window = new BitSet(policy.window());
  }

  void success() {
    count(false);
    inARow = 0;
  }

  void failure(long nowMicros) {
    count(true);
    inARow++;
    times.addLast(nowMicros);
    if (times.size() > policy.burst()) {
      times.removeFirst();
    }
  }

  /** Whether any rule says that it is enough. */
  boolean tooMany(long nowMicros) {
    return inARow >= policy.failuresInARow() || burst(nowMicros) || share();
  }

  void clear() {
    window.clear();
    times.clear();
    calls = 0;
    next = 0;
    inARow = 0;
  }

  private void count(boolean failed) {
    window.set(next, failed);
    next = (next + 1) % policy.window();
    calls = Math.min(calls + 1, policy.window());
  }

  private boolean burst(long nowMicros) {
    return times.size() >= policy.burst()
        && nowMicros - times.getFirst() <= policy.burstWithin().toNanos() / 1_000;
  }

  private boolean share() {
    return calls >= policy.leastCalls() && window.cardinality() >= policy.share() * calls;
  }
}
