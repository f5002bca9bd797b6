package io.dbintel.ingest.config;

import java.util.Locale;

/** Format of a target's log; {@code auto} goes by the name of each file. */
public enum LogFormatChoice {
  AUTO,
  STDERR,
  CSVLOG,
  JSONLOG;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
