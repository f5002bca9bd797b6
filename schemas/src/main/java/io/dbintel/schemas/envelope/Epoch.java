package io.dbintel.schemas.envelope;

/**
 * The span in which cumulative counters of an instance can be compared. Two polls of different
 * epochs cannot be subtracted.
 *
 * @param systemIdentifier {@code pg_control_system().system_identifier}, as decimal text
 * @param statsReset {@code pg_stat_statements_info.stats_reset} in µs since the Unix epoch, server
 *     clock; null before PostgreSQL 14
 * @param postmasterStart {@code pg_postmaster_start_time()} in µs; stands in for the reset time on
 *     PostgreSQL 13 and is null from 14 on. It says that the server restarted, not that the
 *     counters did: 13 saves them over a clean restart.
 * @param privilege what the reader sees, see {@link #privilege}
 * @param view the source, for example {@code pg_stat_statements}
 * @param viewVersion version of the extension that provides it
 * @param kind {@code cumulative} or {@code bucketed}
 */
public record Epoch(
    String systemIdentifier,
    Long statsReset,
    Long postmasterStart,
    String privilege,
    String view,
    String viewVersion,
    String kind) {

  private static final String PRIVILEGE_ALL = "all";
  private static final String PRIVILEGE_OWN = "own";
  public static final String CUMULATIVE = "cumulative";

  /**
   * What a reader sees: all statements or its own, without those of the monitoring role. With
   * another monitoring role other entries appear, which did not begin then.
   */
  public static String privilege(boolean readsAll, long excludedRole) {
    return (readsAll ? PRIVILEGE_ALL : PRIVILEGE_OWN) + " without role " + excludedRole;
  }

  /** Whether the statements of other roles are seen. */
  public boolean readsAll() {
    return privilege.startsWith(PRIVILEGE_ALL);
  }
}
