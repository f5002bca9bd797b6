package io.dbintel.ingest.statements;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Made-up counters. */
final class Rows {
  static final List<String> COLUMNS =
      List.of("userid", "dbid", "toplevel", "queryid", "calls", "a_new_column");

  private Rows() {}

  static CounterRows of(int count, String value) {
    CounterRows rows = new CounterRows(COLUMNS);
    for (int i = 0; i < count; i++) {
      rows.addKey(10, (int) 4_000_000_000L, true, i);
      write(rows.encoded(), new Object[] {10L, 4_000_000_000L, true, (long) i, 5L, value});
    }
    for (int i = 0; i < 3; i++) {
      rows.addHidden();
    }
    return rows;
  }

  static void write(EncodedRows rows, Object[] values) {
    try {
      rows.json().writeStartArray();
      for (Object value : values) {
        rows.json().writePOJO(value);
      }
      rows.json().writeEndArray();
      rows.endRow();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
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
            true,
            5_000);
    return new StatementsRead(
        facts, new ServerClock(100, 50L, 1L), rows, new ServerClock(200, 50L, 2L), "cumulative");
  }
}
