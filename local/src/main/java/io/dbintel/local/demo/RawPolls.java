package io.dbintel.local.demo;

import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.statements.StatementColumns;
import io.dbintel.schemas.statements.StatementsChunk;
import io.dbintel.schemas.statements.StatementsChunkReader;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the collector published of one instance: the values of its first successful poll, which are
 * the baseline, and when its polls were taken.
 */
final class RawPolls {
  private static final int KEPT_TIMES = 16;

  private final StatementsChunkReader reader = new StatementsChunkReader();
  private final StatementsChunk chunk = new StatementsChunk();
  private final Map<StatementKey, Counters> baseline = new HashMap<>();
  private final TreeSet<Long> times = new TreeSet<>();
  private long baselinePoll = -1;
  private long records;

  /**
   * @throws InvalidRecordException when the record breaks its contract
   */
  synchronized void add(byte[] value) throws InvalidRecordException {
    records++;
    reader.read(value, chunk);
    if (chunk.envelope().outcome() == Outcome.FAILED) {
      return;
    }
    if (baselinePoll < 0) {
      baselinePoll = chunk.poll().number();
    }
    times.add(chunk.envelope().serverTimeAfter());
    if (times.size() > KEPT_TIMES) {
      times.pollFirst();
    }
    if (chunk.poll().number() == baselinePoll) {
      addToBaseline();
    }
  }

  /** Copies; each value is the whole counter at the first poll. */
  synchronized Map<StatementKey, Counters> baseline() {
    return Map.copyOf(baseline);
  }

  synchronized long records() {
    return records;
  }

  /** Server clock after the read of the last successful poll, µs; 0 when there is none. */
  synchronized long lastTime() {
    return times.isEmpty() ? 0 : times.last();
  }

  /** Seconds between a poll and the one before it; 0 when either is not known. */
  synchronized double secondsBefore(long time) {
    Long previous = times.lower(time);
    return previous == null || !times.contains(time) ? 0 : (time - previous) / 1e6;
  }

  private void addToBaseline() {
    for (int row = 0; row < chunk.rows(); row++) {
      Counters counters = new Counters();
      for (int ordinal = 0; ordinal < StatementColumns.COUNTERS; ordinal++) {
        counters.addBits(ordinal, chunk.counter(row, ordinal));
      }
      baseline.put(
          new StatementKey(
              Integer.toUnsignedLong(chunk.userid(row)),
              Integer.toUnsignedLong(chunk.dbid(row)),
              chunk.toplevel(row),
              chunk.queryid(row)),
          counters);
    }
  }
}
