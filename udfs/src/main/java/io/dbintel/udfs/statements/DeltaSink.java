package io.dbintel.udfs.statements;

/** Receives the delta of each statement that ran in its interval. */
@FunctionalInterface
public interface DeltaSink {
  /**
   * @param userid role oid as unsigned 32 bits
   * @param dbid database oid as unsigned 32 bits
   * @param start server clock of the row's previous poll, µs since the Unix epoch
   * @param flags of {@link io.dbintel.schemas.statements.IntervalFlags}
   * @param deltas raw bits by counter ordinal; valid only during the call
   */
  void row(
      int userid, int dbid, boolean toplevel, long queryid, long start, int flags, long[] deltas);
}
