package io.dbintel.udfs.logs;

/** The scrubbed text as it grows, and what is to be said of it. */
final class LogOutput {
  private final StringBuilder text = new StringBuilder();
  private boolean truncated;
  private int entries;
  private int unknown;

  LogOutput(boolean truncated) {
    this.truncated = truncated;
  }

  StringBuilder text() {
    return text;
  }

  /** Counts an entry by whether its message is known. */
  void count(boolean known) {
    entries++;
    unknown += known ? 0 : 1;
  }

  void truncated() {
    truncated = true;
  }

  ScrubbedLog result() {
    return new ScrubbedLog(text.toString(), entries, unknown, truncated);
  }
}
