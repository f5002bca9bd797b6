package io.dbintel.local.it;

import java.util.HashMap;
import java.util.Map;

/**
 * What statements truly cost, gathered from readings of the view between which nothing was lost.
 */
final class Accrued {
  private final Map<StatementKey, Values> sums = new HashMap<>();
  private final Map<StatementKey, Values> magnitudes = new HashMap<>();

  /** Adds what accrued between two readings without a reset in between. */
  void add(ViewRows from, ViewRows to) {
    to.rows()
        .forEach(
            (key, now) -> {
              Values sum = sums.computeIfAbsent(key, unseen -> new Values());
              Values magnitude = magnitudes.computeIfAbsent(key, unseen -> new Values());
              sum.add(now);
              magnitude.add(now);
              Values before = from.rows().get(key);
              if (before != null) {
                sum.subtract(before);
                magnitude.add(before);
              }
            });
  }

  Map<StatementKey, Values> sums() {
    return sums;
  }

  /** The size of the numbers that the sum of a key was computed from: rounding grows with it. */
  Values magnitude(StatementKey key) {
    return magnitudes.getOrDefault(key, new Values());
  }

  long calls() {
    return sums.values().stream().mapToLong(Values::calls).sum();
  }
}
