package io.dbintel.ingest.breaker;

/** What an operator says about a breaker. */
public enum ManualOverride {
  /** Nothing runs. */
  OPEN,
  /** Everything runs, whatever fails. */
  CLOSED,
  /** The breaker decides. */
  AUTO
}
