package io.dbintel.ingest.statements;

/** Where statements come from; the first that the server can do. */
public enum Strategy {
  /** Cumulative counters; times of reading and writing blocks are measured. */
  STATEMENTS_WITH_IO_TIMING("pg_stat_statements with I/O timing"),
  /**
   * Cumulative counters; times of reading and writing blocks are zero but where a session set it.
   */
  STATEMENTS("pg_stat_statements"),
  /** Counters of closed buckets of time, each read once. */
  BUCKETS("pg_stat_monitor"),
  /**
   * No counters: what runs is seen in the samples of sessions alone, which never become deltas.
   * Polls fail with {@code missing_extension}.
   */
  SAMPLES("pg_stat_activity");

  private final String word;

  Strategy(String word) {
    this.word = word;
  }

  static Strategy of(ServerFacts facts) {
    if (!facts.installed()) {
      return SAMPLES;
    }
    if (facts.extension().equals(ServerFacts.MONITOR)) {
      return BUCKETS;
    }
    return facts.ioTiming() ? STATEMENTS_WITH_IO_TIMING : STATEMENTS;
  }

  /** As users read it. */
  public String word() {
    return word;
  }
}
