package io.dbintel.ingest.breaker;

import java.util.Locale;

/** State of a breaker. The word is the same in records, logs, metrics and files. */
public enum BreakerState {
  CLOSED,
  HALF_OPEN,
  OPEN,
  DISABLED,
  FORCED_OPEN;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
