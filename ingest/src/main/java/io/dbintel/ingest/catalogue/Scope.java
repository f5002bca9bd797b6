package io.dbintel.ingest.catalogue;

import java.util.Locale;

/** Where an entry is asked. */
public enum Scope {
  /** Once for the server, in the configured database. */
  SERVER,
  /** In each database. */
  DATABASE;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
