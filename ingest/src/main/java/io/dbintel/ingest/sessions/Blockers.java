package io.dbintel.ingest.sessions;

import io.dbintel.schemas.raw.SessionsTick.Blocked;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * For whom sessions wait.
 *
 * @param byWaiter pids of those who were asked, each with those for whom it waits; none when it no
 *     longer did
 * @param serverMicros time that the lock manager took
 */
record Blockers(Map<Long, List<Long>> byWaiter, long serverMicros) {
  static final Blockers NONE = new Blockers(Map.of(), 0);

  /** These and those, of the given waiters only. */
  Blockers with(Blockers more, List<Long> waiters) {
    Map<Long, List<Long>> all = new LinkedHashMap<>();
    for (Long waiter : waiters) {
      List<Long> pids = byWaiter.getOrDefault(waiter, more.byWaiter.get(waiter));
      if (pids != null) {
        all.put(waiter, pids);
      }
    }
    return new Blockers(all, serverMicros + more.serverMicros);
  }

  /** Those who still waited. */
  List<Blocked> blocked() {
    return byWaiter.entrySet().stream()
        .filter(waiter -> !waiter.getValue().isEmpty())
        .map(waiter -> new Blocked(waiter.getKey(), waiter.getValue()))
        .toList();
  }
}
