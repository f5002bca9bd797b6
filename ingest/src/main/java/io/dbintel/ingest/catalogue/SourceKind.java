package io.dbintel.ingest.catalogue;

import java.util.Locale;

/** What kind of numbers a source gives. */
public enum SourceKind {
  /** Counters since a reset: differences are exact. */
  CUMULATIVE,
  /** Counters of spans of time that the server itself ends. */
  BUCKETED,
  /** What was seen at a moment: never a difference. */
  SAMPLED;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
