package io.dbintel.local.demo;

/** Which entry of pg_stat_statements. Before PostgreSQL 14 every entry counts as toplevel. */
record StatementKey(long userid, long dbid, boolean toplevel, long queryid) {
  @Override
  public String toString() {
    return "userid %d, dbid %d, %s, queryid %d"
        .formatted(userid, dbid, toplevel ? "toplevel" : "nested", queryid);
  }
}
