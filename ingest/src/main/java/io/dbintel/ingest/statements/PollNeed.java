package io.dbintel.ingest.statements;

/** How much memory a poll of one target takes at the most: known before its rows are. */
final class PollNeed {
  /** With room for the longest rows of a busy server. */
  private static final long FIRST_BYTES_PER_ROW = 512;

  /** What the driver holds of a result, the texts of one fetch, and two records in the making. */
  private static final long BASE_BYTES = 2 << 20;

  private long bytesPerRow = FIRST_BYTES_PER_ROW;

  long bytes(int mostRows) {
    return BASE_BYTES + mostRows * bytesPerRow;
  }

  /** Rows of a server hardly change their width from one poll to the next. */
  void learn(CounterRows rows) {
    if (rows.size() > 0) {
      bytesPerRow = rows.bytesPerRow() + rows.bytesPerRow() / 8;
    }
  }
}
