package io.dbintel.ingest.metrics;

import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.raw.MetricsChunk.Column;
import io.dbintel.schemas.raw.MetricsChunk.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps the rows of one entry and database that differ from the last time; all, every hour. */
final class ChangeFilter {
  private static final Duration ALL_EVERY = Duration.ofHours(1);

  private Map<List<Object>, List<Object>> last = Map.of();
  private long allAtNanos;
  private boolean started;

  EntryRead apply(EntryRead read, long nowNanos) {
    Map<List<Object>, List<Object>> current = new HashMap<>();
    List<List<Object>> changed = new ArrayList<>();
    for (List<Object> row : read.rows()) {
      List<Object> key = part(row, read.columns(), true);
      List<Object> value = part(row, read.columns(), false);
      current.put(key, value);
      if (!value.equals(last.get(key))) {
        changed.add(row);
      }
    }
    boolean all = !started || nowNanos - allAtNanos >= ALL_EVERY.toNanos();
    last = current;
    if (all) {
      started = true;
      allAtNanos = nowNanos;
      return read;
    }
    return read.withRows(Outcome.PARTIAL, EntryRead.CHANGES_ONLY, changed);
  }

  /** The identity of a row, or what is compared: moments are not, they change by themselves. */
  private static List<Object> part(List<Object> row, List<Column> columns, boolean identity) {
    List<Object> part = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      Kind kind = columns.get(i).kind();
      if ((kind == Kind.IDENTITY) == identity && kind != Kind.TIME) {
        part.add(row.get(i));
      }
    }
    return part;
  }
}
