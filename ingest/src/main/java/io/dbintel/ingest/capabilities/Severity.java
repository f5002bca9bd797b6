package io.dbintel.ingest.capabilities;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Locale;

/** How much a problem costs; the worst first. */
public enum Severity {
  /** Nothing can be collected. */
  UNUSABLE,
  /** A signal is missing, or misleads. */
  LOST,
  /** A part of a signal is missing. */
  LESS,
  ADVICE;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  static Severity of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
