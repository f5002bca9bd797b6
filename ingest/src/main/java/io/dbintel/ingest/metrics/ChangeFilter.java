package io.dbintel.ingest.metrics;

import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.raw.MetricsChunk.Column;
import io.dbintel.schemas.raw.MetricsChunk.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Keeps the rows of one entry and database that differ from the last time; all, every hour. The
 * last time is the last that was {@link #accepted}: what was refused is told again with the next
 * changes, and after a loss everything is. Only {@link #lost} may be called on any thread.
 */
final class ChangeFilter {
  private static final Duration ALL_EVERY = Duration.ofHours(1);

  private final AtomicBoolean lost = new AtomicBoolean();
  private Told last = Told.NOTHING;
  private Told offered = Told.NOTHING;

  /** Changes nothing by itself: the same rows come again until they are accepted. */
  EntryRead apply(EntryRead read, long nowNanos) {
    if (lost.getAndSet(false)) {
      last = Told.NOTHING;
    }
    Map<List<Object>, List<Object>> current = new HashMap<>();
    List<List<Object>> changed = new ArrayList<>();
    for (List<Object> row : read.rows()) {
      List<Object> key = part(row, read.columns(), true);
      List<Object> value = part(row, read.columns(), false);
      current.put(key, value);
      if (!value.equals(last.rows.get(key))) {
        changed.add(row);
      }
    }
    if (last.isNothing() || nowNanos - last.allAtNanos >= ALL_EVERY.toNanos()) {
      offered = new Told(current, nowNanos);
      return read;
    }
    offered = new Told(current, last.allAtNanos);
    return read.withRows(Outcome.PARTIAL, EntryRead.CHANGES_ONLY, changed);
  }

  /** What {@link #apply} gave last is on its way. */
  void accepted() {
    last = offered;
  }

  /** Something that was accepted did not arrive. It may come before {@link #accepted}. */
  void lost() {
    lost.set(true);
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

  /**
   * What a reader of the records knows.
   *
   * @param rows compared values by identity
   * @param allAtNanos when all of them were told together
   */
  private record Told(Map<List<Object>, List<Object>> rows, long allAtNanos) {
    private static final Told NOTHING = new Told(Map.of(), 0);

    @SuppressWarnings("ReferenceEquality") // A server without rows is something that was told.
    boolean isNothing() {
      return this == NOTHING;
    }
  }
}
