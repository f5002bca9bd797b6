package io.dbintel.udfs.statements;

import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.output.MetricBatch;
import io.dbintel.schemas.statements.StatementColumn;
import io.dbintel.schemas.statements.StatementColumns;
import io.dbintel.schemas.statements.StatementsChunk;
import io.dbintel.schemas.statements.StatementsChunkReader;
import io.dbintel.udfs.statements.testing.Counters;
import io.dbintel.udfs.statements.testing.PollBuilder;
import io.dbintel.udfs.statements.testing.StatementKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Prints how fast polls of 5,000 rows of which all moved are processed, without Flink. */
public final class StatementsTiming {
  private static final int ROWS = 5_000;
  private static final int BUCKETS = 32;
  private static final int POLLS = 8;
  private static final int ROUNDS = 12;

  private StatementsTiming() {}

  public static void main(String[] args) throws InvalidRecordException {
    List<List<byte[]>> polls = new ArrayList<>();
    for (int number = 1; number <= POLLS; number++) {
      polls.add(poll(number));
    }
    for (int round = 1; round <= ROUNDS; round++) {
      System.out.printf(
          "round %d: decode %,d rows/s, decode and process %,d rows/s, with progress as bytes"
              + " after each chunk %,d rows/s%n",
          round, run(polls, false, false), run(polls, true, false), run(polls, true, true));
    }
  }

  private static long run(List<List<byte[]>> polls, boolean process, boolean serialize)
      throws InvalidRecordException {
    StatementsChunkReader reader = new StatementsChunkReader();
    StatementsChunk chunk = new StatementsChunk();
    StatementsProcessor processor = new StatementsProcessor();
    InstanceProgress progress = new InstanceProgress(100);
    Sink sink = new Sink();
    long started = System.nanoTime();
    for (List<byte[]> poll : polls) {
      for (byte[] record : poll) {
        reader.read(record, chunk);
        if (process) {
          processor.process(chunk, progress, sink, sink);
        }
        if (serialize) {
          progress = InstanceProgress.fromBytes(progress.toBytes(), 100);
        }
      }
    }
    return (long) (ROWS * polls.size() / ((System.nanoTime() - started) / 1e9));
  }

  private static List<byte[]> poll(int number) {
    List<String> columns = new ArrayList<>();
    for (StatementColumn column : StatementColumns.ofVersion("1.11")) {
      if (column.kind() == StatementColumn.Kind.COUNTER
          || column.kind() == StatementColumn.Kind.GAUGE) {
        columns.add(column.name());
      }
    }
    PollBuilder poll = PollBuilder.poll(number).buckets(BUCKETS).columns(columns);
    for (int row = 0; row < ROWS; row++) {
      Counters counters = Counters.of(100L * number + row, number * 7.25 + row * 1.125);
      int spread = 1;
      for (String column : columns) {
        spread++;
        if (!counters.values().containsKey(column)) {
          boolean isDouble = StatementColumns.named(column).orElseThrow().isDouble();
          long value = (long) number * spread * 31 + row % 97;
          counters = counters.with(column, isDouble ? (Number) (value * 0.37) : (Number) value);
        }
      }
      poll.row(new StatementKey(10 + row % 3, 5 + row % 4, true, row * 7_919L), counters.since(77));
    }
    return poll.records();
  }

  /** Keeps state in a map, throws results away. */
  private static final class Sink implements StatementsProcessor.Store, StatementsProcessor.Output {
    private final Map<Integer, byte[]> buckets = new HashMap<>();
    private SeriesLedger ledger = new SeriesLedger();

    @Override
    public byte[] bucket(int bucket) {
      return buckets.get(bucket);
    }

    @Override
    public void putBucket(int bucket, byte[] state) {
      buckets.put(bucket, state);
    }

    @Override
    public void removeBucket(int bucket) {
      buckets.remove(bucket);
    }

    @Override
    public SeriesLedger ledger() {
      return ledger;
    }

    @Override
    public void putLedger(SeriesLedger newLedger) {
      ledger = newLedger;
    }

    @Override
    public void interval(byte[] intervalChunk, int rows) {}

    @Override
    public void metrics(MetricBatch batch) {}

    @Override
    public void topQueries(TopQueries poll) {}

    @Override
    public void dropped(Reason reason) {
      throw new IllegalStateException("A chunk was dropped: " + reason);
    }

    @Override
    public void incompletePoll() {
      throw new IllegalStateException("A poll was not complete");
    }
  }
}
