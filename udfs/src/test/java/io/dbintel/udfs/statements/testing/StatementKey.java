package io.dbintel.udfs.statements.testing;

import io.dbintel.schemas.statements.RowKeys;

/** The row key of a statement. */
public record StatementKey(long userid, long dbid, boolean toplevel, long queryid) {
  public static StatementKey of(long queryid) {
    return new StatementKey(10, 5, true, queryid);
  }

  int bucket(int buckets) {
    return RowKeys.bucket(RowKeys.hash((int) userid, (int) dbid, toplevel, queryid), buckets);
  }
}
