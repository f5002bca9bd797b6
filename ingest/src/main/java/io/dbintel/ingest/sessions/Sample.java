package io.dbintel.ingest.sessions;

import java.util.List;

/**
 * What one query over pg_stat_activity saw.
 *
 * @param before server clock, µs
 * @param after server clock, µs
 * @param rows sessions that are not idle, the longest-running first, at most the limit
 * @param sessions how many there are
 * @param active how many of them work or wait within a statement
 * @param hidden sessions of which the role sees no state
 * @param fits whether {@code rows} are all, and so the counts are what there is
 * @param blockers of those who were asked within the query
 */
record Sample(
    long before,
    long after,
    List<ActivityRow> rows,
    long sessions,
    long active,
    long hidden,
    boolean fits,
    Blockers blockers) {

  long rowsLeftOut() {
    return sessions - rows.size();
  }

  long activeLeftOut() {
    return active - rows.stream().filter(ActivityRow::active).count();
  }

  /** Time that the server spent; a clock that was set back shows none. */
  long serverMicros() {
    return Math.max(0, after - before);
  }
}
