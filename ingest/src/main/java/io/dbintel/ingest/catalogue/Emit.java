package io.dbintel.ingest.catalogue;

import java.util.Locale;

/** Which rows of an entry are published. */
public enum Emit {
  /** All of them. */
  ALL,
  /** Those that differ from the last time; all of them every hour. */
  CHANGES;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
