package io.dbintel.schemas.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.testing.Samples;
import io.dbintel.schemas.testing.SchemaValidation;
import io.dbintel.schemas.topic.Topic;
import org.junit.jupiter.api.Test;

class IntervalChunkTest {
  private static final int OFFSET = 5;

  private final IntervalChunkWriter writer = new IntervalChunkWriter();

  @Test
  void everyCounterComesBackAsItWas() throws InvalidRecordException {
    long[] deltas = deltas();
    long all = (1L << StatementColumns.COUNTERS) - 1;
    writer.begin(Samples.intervalHeader(), all);
    writer.row(-1, 16384, false, Long.MIN_VALUE, 17, 3, deltas, OFFSET);
    writer.row(10, 1, true, Long.MAX_VALUE, 18, 0, new long[StatementColumns.COUNTERS], 0);
    IntervalChunk chunk = read();

    assertThat(chunk.header()).isEqualTo(Samples.intervalHeader());
    assertThat(chunk.counterMask()).isEqualTo(all);
    IntervalChunk.Row row = chunk.rows().get(0);
    assertThat(row.userid()).isEqualTo(4_294_967_295L);
    assertThat(row.dbid()).isEqualTo(16384);
    assertThat(row.toplevel()).isFalse();
    assertThat(row.queryid()).isEqualTo(Long.MIN_VALUE);
    assertThat(row.start()).isEqualTo(17);
    assertThat(row.flags()).isEqualTo(IntervalFlags.LOWER_BOUND | IntervalFlags.EVICTION);
    for (int ordinal = 0; ordinal < StatementColumns.COUNTERS; ordinal++) {
      assertThat(row.longDelta(ordinal)).isEqualTo(deltas[OFFSET + ordinal]);
      assertThat(chunk.rows().get(1).longDelta(ordinal)).isZero();
    }
    assertThat(row.doubleDelta(StatementColumns.TOTAL_EXEC_TIME)).isEqualTo(0.1 + 1 / 3.0);
  }

  @Test
  void aCounterOutsideTheMaskDoesNotTravel() throws InvalidRecordException {
    writer.begin(Samples.intervalHeader(), 1L << StatementColumns.CALLS);
    writer.row(1, 1, true, 1, 1, 0, deltas(), OFFSET);
    IntervalChunk chunk = read();
    assertThat(chunk.counterMask()).isEqualTo(1L << StatementColumns.CALLS);
    assertThat(chunk.rows().get(0).longDelta(StatementColumns.CALLS)).isEqualTo(Long.MAX_VALUE);
    assertThat(chunk.rows().get(0).longDelta(StatementColumns.PLANS)).isZero();
  }

  @Test
  void theWriterForgetsTheRecordBefore() {
    writer.begin(Samples.intervalHeader(), 1);
    writer.row(1, 1, true, 1, 1, 0, deltas(), OFFSET);
    byte[] first = writer.end();
    writer.begin(Samples.intervalHeader(), 3);
    writer.row(1, 1, true, 2, 1, 0, deltas(), OFFSET);
    writer.end();
    writer.begin(Samples.intervalHeader(), 1);
    writer.row(1, 1, true, 1, 1, 0, deltas(), OFFSET);
    assertThat(writer.end()).isEqualTo(first);
  }

  /** Rounding of mean and stddev can make the sum of squares fall by a hair. */
  @Test
  void onlyADerivedCounterMayFall() throws InvalidRecordException {
    long[] deltas = new long[StatementColumns.COUNTERS];
    deltas[StatementColumns.EXEC_SUM_OF_SQUARES] = Double.doubleToRawLongBits(-1e-9);
    writer.begin(Samples.intervalHeader(), 1L << StatementColumns.EXEC_SUM_OF_SQUARES);
    writer.row(1, 1, true, 1, 1, 0, deltas, 0);
    assertThat(read().rows().get(0).doubleDelta(StatementColumns.EXEC_SUM_OF_SQUARES))
        .isEqualTo(-1e-9);
  }

  private IntervalChunk read() throws InvalidRecordException {
    byte[] record = writer.end();
    SchemaValidation.assertValid(Topic.STATEMENT_INTERVALS, record);
    return IntervalChunkReader.read(record);
  }

  private static long[] deltas() {
    long[] deltas = new long[OFFSET + StatementColumns.COUNTERS];
    for (int ordinal = 0; ordinal < StatementColumns.COUNTERS; ordinal++) {
      deltas[OFFSET + ordinal] =
          StatementColumns.isDouble(ordinal)
              ? Double.doubleToRawLongBits(0.1 + ordinal / 3.0)
              : Long.MAX_VALUE - ordinal;
    }
    return deltas;
  }
}
