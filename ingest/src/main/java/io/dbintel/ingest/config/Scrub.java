package io.dbintel.ingest.config;

import java.util.Locale;

/** Where texts are scrubbed. */
public enum Scrub {
  /** Raw topics hold what the server said; jobs scrub what they export. */
  JOB,
  /** The collector scrubs before it publishes: nothing personal reaches Kafka. */
  EDGE;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
