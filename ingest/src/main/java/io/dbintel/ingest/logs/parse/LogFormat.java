package io.dbintel.ingest.logs.parse;

import java.util.Locale;
import java.util.Optional;

/** The forms that {@code log_destination} gives to entries in files. */
public enum LogFormat {
  /**
   * Lines that begin with {@code log_line_prefix}, and continuation lines that begin with a tab.
   */
  STDERR,
  /** Records of 23 (to 12), 24 (13) or 26 columns (14 and later). */
  CSVLOG,
  /** One JSON object in a line, PostgreSQL 15 and later. */
  JSONLOG;

  /**
   * The form of the entries in a file by the ending that the server gives its name: {@code .csv},
   * {@code .json}, and any other is stderr. Empty when the name is.
   */
  public static Optional<LogFormat> ofFileName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.isEmpty()) {
      return Optional.empty();
    }
    if (lower.endsWith(".csv")) {
      return Optional.of(CSVLOG);
    }
    return Optional.of(lower.endsWith(".json") ? JSONLOG : STDERR);
  }

  /** The form by its name in {@code log_destination}; empty when there is none of that name. */
  public static Optional<LogFormat> ofName(String name) {
    for (LogFormat format : values()) {
      if (format.id().equals(name)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** The name in {@code log_destination}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
