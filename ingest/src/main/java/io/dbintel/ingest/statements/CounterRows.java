package io.dbintel.ingest.statements;

import io.dbintel.ingest.collect.Names;
import io.dbintel.schemas.statements.RowKeys;
import java.util.Arrays;
import java.util.List;

/**
 * The counters of one read of {@code pg_stat_statements(false)}: whatever columns the function
 * returns, the text left out. Values are held as records carry them: a fleet has many rows, and as
 * objects they would take four times the memory.
 */
final class CounterRows {
  /** Bytes of a row's key in memory: its hash, queryid, role, database and place. */
  static final int KEY_BYTES = 32;

  private final List<String> columns;
  private final EncodedRows encoded = new EncodedRows();
  private long[] hashes = new long[256];
  private long[] queryids = new long[256];
  private int[] userids = new int[256];
  private int[] dbids = new int[256];
  private int hidden;
  private boolean limited;

  /**
   * @param columns names as the server gives them
   */
  CounterRows(List<String> columns) {
    this.columns = List.copyOf(columns);
  }

  List<String> columns() {
    return columns;
  }

  int size() {
    return encoded.count();
  }

  /** Rows left out because their queryid is not visible to the role. */
  int hidden() {
    return hidden;
  }

  /** Whether there were more rows than the limit. */
  boolean limited() {
    return limited;
  }

  EncodedRows encoded() {
    return encoded;
  }

  /** {@link RowKeys#hash} of a row. */
  long hash(int row) {
    return hashes[row];
  }

  /** Of all rows; the caller's own. */
  long[] hashes() {
    return Arrays.copyOf(hashes, size());
  }

  long queryid(int row) {
    return queryids[row];
  }

  long userid(int row) {
    return Integer.toUnsignedLong(userids[row]);
  }

  long dbid(int row) {
    return Integer.toUnsignedLong(dbids[row]);
  }

  /** Whether a row has a role or database without a name. */
  boolean hasUnnamed(Names names) {
    for (int row = 0; row < size(); row++) {
      if (!names.know(userid(row), dbid(row))) {
        return true;
      }
    }
    return false;
  }

  /** Memory that a row takes on average; 0 without rows. */
  long bytesPerRow() {
    return size() == 0 ? 0 : encoded.bytes() / size() + KEY_BYTES;
  }

  /** The key of the row that is about to be encoded. */
  void addKey(int userid, int dbid, boolean toplevel, long queryid) {
    int row = size();
    if (row == hashes.length) {
      hashes = Arrays.copyOf(hashes, row * 2);
      queryids = Arrays.copyOf(queryids, row * 2);
      userids = Arrays.copyOf(userids, row * 2);
      dbids = Arrays.copyOf(dbids, row * 2);
    }
    hashes[row] = RowKeys.hash(userid, dbid, toplevel, queryid);
    queryids[row] = queryid;
    userids[row] = userid;
    dbids[row] = dbid;
  }

  void addHidden() {
    hidden++;
  }

  void setLimited() {
    limited = true;
  }
}
