package io.dbintel.ingest.statements;

import io.dbintel.schemas.statements.RowKeys;
import java.util.ArrayList;
import java.util.List;

/** Made-up counters. */
final class Rows {
  static final List<String> COLUMNS =
      List.of("userid", "dbid", "toplevel", "queryid", "calls", "a_new_column");

  private Rows() {}

  static CounterRows of(int count, String value) {
    List<Object[]> rows = new ArrayList<>();
    long[] hashes = new long[count];
    for (int i = 0; i < count; i++) {
      rows.add(new Object[] {10L, 4_000_000_000L, true, (long) i, 5L, value});
      hashes[i] = RowKeys.hash(10, (int) 4_000_000_000L, true, i);
    }
    return new CounterRows(COLUMNS, rows, hashes, 3, false);
  }

  static StatementsRead read(CounterRows rows) {
    ServerFacts facts =
        new ServerFacts(
            170011,
            "77",
            5,
            99,
            true,
            "pg_stat_statements",
            "public",
            "1.11",
            true,
            true,
            true,
            true);
    return new StatementsRead(
        facts, new ServerClock(100, 50L, 1L), rows, new ServerClock(200, 50L, 2L), "cumulative");
  }
}
