package io.dbintel.local.demo;

import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.statements.IntervalChunk;
import io.dbintel.schemas.statements.IntervalChunkReader;
import io.dbintel.schemas.statements.StatementColumns;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Σ of all intervals by statement. A record that comes twice, known by its id, counts once. */
final class IntervalSums {
  private final Map<StatementKey, Counters> sums = new HashMap<>();
  private final Map<Long, String> databases = new HashMap<>();
  private final Set<String> seen = new HashSet<>();
  private long rows;
  private long flagged;
  private long lastEnd;

  /**
   * @throws InvalidRecordException when the record breaks its contract
   */
  synchronized void add(byte[] value) throws InvalidRecordException {
    IntervalChunk chunk = IntervalChunkReader.read(value);
    if (!seen.add(chunk.header().id())) {
      return;
    }
    databases.putAll(chunk.header().databases());
    lastEnd = Math.max(lastEnd, chunk.header().intervalEnd());
    chunk.rows().forEach(this::add);
  }

  synchronized Map<StatementKey, Counters> sums() {
    return Map.copyOf(sums);
  }

  /** Names by oid. */
  synchronized Map<Long, String> databases() {
    return Map.copyOf(databases);
  }

  synchronized long rows() {
    return rows;
  }

  /** Rows that may be less than the truth. */
  synchronized long flagged() {
    return flagged;
  }

  /** Server clock at the end of the latest interval, µs; 0 before the first. */
  synchronized long lastEnd() {
    return lastEnd;
  }

  private void add(IntervalChunk.Row row) {
    rows++;
    flagged += row.flags() == 0 ? 0 : 1;
    Counters sum =
        sums.computeIfAbsent(
            new StatementKey(row.userid(), row.dbid(), row.toplevel(), row.queryid()),
            key -> new Counters());
    for (int ordinal = 0; ordinal < StatementColumns.COUNTERS; ordinal++) {
      sum.addBits(ordinal, row.deltas().get(ordinal));
    }
  }
}
