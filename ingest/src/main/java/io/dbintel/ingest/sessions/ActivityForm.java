package io.dbintel.ingest.sessions;

/**
 * Where a tick reads sessions from. All forms see the same, but that {@link #BY_PID} may miss a
 * transaction that has failed until the next tick of another form, when the server showed its
 * statement over 100 ms late or hid it at the last tick. Which of them is the cheapest depends on
 * the server: see {@link FormChoice}.
 */
enum ActivityForm {
  /** All sessions at once, the idle ones included, which the filter then drops. */
  ALL(
      """
      FROM pg_catalog.pg_stat_get_activity(NULL) AS a
      WHERE %s
      LIMIT %d
      """),

  /**
   * First what is cheap to know of each session, then the rest of those that may not be idle. Idle
   * is a session that has no transaction, waits for its client, and was idle at the last tick with
   * the same statement; so one whose transaction has failed is not taken for idle. One that shows
   * no statement is read, since it may show nothing at all; and all are, when the server's clock
   * has gone back since the last tick.
   */
  BY_PID(
      """
      FROM pg_catalog.pg_stat_get_backend_idset() AS b (id),
        LATERAL pg_catalog.pg_stat_get_activity(pg_catalog.pg_stat_get_backend_pid(b.id)) AS a
      WHERE (pg_catalog.pg_stat_get_backend_xact_start(b.id) IS NOT NULL
             OR pg_catalog.pg_stat_get_backend_activity_start(b.id) IS NULL
             OR pg_catalog.pg_stat_get_backend_activity_start(b.id) >= ?::timestamptz
             OR statement_timestamp() < ?::timestamptz
             OR pg_catalog.pg_stat_get_backend_wait_event(b.id) IS DISTINCT FROM 'ClientRead'
             OR pg_catalog.pg_stat_get_backend_pid(b.id) = ANY (?::int[]))
        AND %s
      LIMIT %d
      """),

  /** The longest-running of more sessions than fit, counted by the server. */
  LONGEST(
      """
      FROM pg_catalog.pg_stat_get_activity(NULL) AS a
      WHERE %s
      ORDER BY a.backend_type IS NULL, coalesce(a.xact_start, a.query_start, a.backend_start)
      LIMIT %d
      """);

  private static final String COUNTS =
      """
      , count(*) FILTER (WHERE a.backend_type IS NOT NULL) OVER () AS sessions,
      count(*) FILTER (
        WHERE a.backend_type IS NOT NULL
          AND coalesce(a.state, 'active') IN ('active', 'fastpath function call')
      ) OVER () AS active,
      count(*) FILTER (WHERE a.backend_type IS NULL) OVER () AS hidden
      """;

  private final String source;

  ActivityForm(String source) {
    this.source = source;
  }

  /** Whether the server counts, because not all rows come. */
  boolean counts() {
    return this == LONGEST;
  }

  /** Whether it depends on what the last tick knew. */
  boolean comparesWithLast() {
    return this == BY_PID;
  }

  /** One row more than the limit tells that there are more than fit. */
  String select(String columns, String filter, int maxRows) {
    return "SELECT "
        + columns
        + (counts() ? COUNTS : "\n")
        + source.formatted(filter, counts() ? maxRows : maxRows + 1);
  }
}
