package io.dbintel.ingest.runtime;

import io.dbintel.schemas.statements.RowKeys;
import java.time.Duration;

/** Spreads first runs over their interval, the same way at each start. */
final class Jitter {
  private Jitter() {}

  static Duration of(String name, Duration interval) {
    long hash = RowKeys.hash(name.hashCode(), name.length(), true, interval.toNanos());
    return Duration.ofNanos(Math.floorMod(hash, interval.toNanos()));
  }
}
