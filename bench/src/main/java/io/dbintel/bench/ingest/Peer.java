package io.dbintel.bench.ingest;

import java.time.Duration;

/** What the collector is compared with: each is one query, under a role of its own. */
enum Peer {
  /** The naive receiver reads every statement with its text. */
  STATEMENTS("bench_peer_statements", Duration.ofSeconds(60), "SELECT * FROM pg_stat_statements"),

  /** The naive receiver reads every session, and asks of each for whom it waits. */
  SESSIONS(
      "bench_peer_sessions",
      Duration.ofSeconds(1),
      "SELECT *, pg_blocking_pids(pid) FROM pg_stat_activity"),

  /**
   * In the shape of the query that OpenTelemetry's receiver samples sessions with: who blocks whom
   * is asked for each row that is returned, and for all sessions once more to find those who block
   * others; the lock that a session waits for is looked up for each row.
   */
  LOOKUPS(
      "bench_peer_lookups",
      Duration.ofSeconds(1),
      """
      SELECT a.*, pg_blocking_pids(a.pid), wanted.mode, wanted.locktype, c.relname
      FROM pg_stat_activity a
      LEFT JOIN LATERAL (
        SELECT l.mode, l.locktype, l.relation FROM pg_locks l
        WHERE l.pid = a.pid AND NOT l.granted LIMIT 1) wanted ON true
      LEFT JOIN pg_class c ON c.oid = wanted.relation
      WHERE a.pid <> pg_backend_pid() AND a.query_start IS NOT NULL
        AND (a.state <> 'idle' OR a.query_start > now() - interval '1 second'
             OR a.pid IN (
               SELECT unnest(pg_blocking_pids(b.pid)) FROM pg_stat_activity b
               WHERE cardinality(pg_blocking_pids(b.pid)) > 0))
      """),

  /** What it costs to list the sessions, without anything of them. */
  LISTING(
      "bench_peer_listing", Duration.ofSeconds(1), "SELECT pid FROM pg_stat_get_activity(NULL)");

  private final String role;
  private final Duration interval;
  private final String sql;

  Peer(String role, Duration interval, String sql) {
    this.role = role;
    this.interval = interval;
    this.sql = sql;
  }

  String role() {
    return role;
  }

  Duration interval() {
    return interval;
  }

  String sql() {
    return sql;
  }
}
