package io.dbintel.ingest.config;

import java.util.Locale;

/** Where the log of a target is read. */
public enum LogSourceKind {
  NONE,
  /** Files on this machine. */
  FILE,
  /** The server's own files, through SQL. */
  SQL,
  STDIN,
  /** OTLP/HTTP logs pushed to the collector. */
  OTLP;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
