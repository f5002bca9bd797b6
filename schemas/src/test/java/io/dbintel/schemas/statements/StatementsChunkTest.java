package io.dbintel.schemas.statements;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.testing.Samples;
import io.dbintel.schemas.testing.SchemaValidation;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatementsChunkTest {
  private final StatementsChunkReader reader = new StatementsChunkReader();
  private final StatementsChunk chunk = new StatementsChunk();

  @ParameterizedTest
  @EnumSource(PgStatStatements.class)
  void theCountersOfEveryMajorComeBackAsTheyWere(PgStatStatements view)
      throws InvalidRecordException {
    List<Object[]> rows = new ArrayList<>();
    for (int row = 0; row < 3; row++) {
      rows.add(row(view, row));
    }
    write(view.columns(), rows);

    assertThat(chunk.envelope()).isEqualTo(Samples.envelope());
    assertThat(chunk.poll()).isEqualTo(Samples.poll(3));
    assertThat(chunk.unknownColumns()).isEmpty();
    assertThat(chunk.rows()).isEqualTo(3);
    long mask = sumOfSquaresMask();
    for (int i = 0; i < view.columns().size(); i++) {
      StatementColumn column = StatementColumns.named(view.columns().get(i)).orElseThrow();
      if (column.counted()) {
        mask |= 1L << column.ordinal();
        assertCounter(column, rows, i);
      }
    }
    assertThat(chunk.counterMask()).isEqualTo(mask);
    assertKeys(view);
  }

  private void assertCounter(StatementColumn column, List<Object[]> rows, int index) {
    for (int row = 0; row < rows.size(); row++) {
      long bits = chunk.counter(row, column.ordinal());
      Object read = column.isDouble() ? Double.longBitsToDouble(bits) : (Object) bits;
      assertThat(read).as(column.name()).isEqualTo(rows.get(row)[index]);
    }
  }

  private void assertKeys(PgStatStatements view) {
    for (int row = 0; row < 3; row++) {
      assertThat(chunk.queryid(row)).isEqualTo(Long.MIN_VALUE + row);
      assertThat(Integer.toUnsignedLong(chunk.userid(row))).isEqualTo(4_294_967_295L);
      assertThat(chunk.dbid(row)).isEqualTo(16384);
      boolean hasToplevel = view.columns().contains("toplevel");
      assertThat(chunk.toplevel(row)).isEqualTo(!hasToplevel || row % 2 == 0);
      boolean hasSince = view.columns().contains("stats_since");
      assertThat(chunk.statsSince(row)).isEqualTo(hasSince ? 1_759_500_000_000_000L : 0);
    }
  }

  private static long sumOfSquaresMask() {
    return 1L << StatementColumns.EXEC_SUM_OF_SQUARES | 1L << StatementColumns.PLAN_SUM_OF_SQUARES;
  }

  private static Object[] row(PgStatStatements view, int row) {
    List<String> names = view.columns();
    Object[] values = new Object[names.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(StatementColumns.named(names.get(i)).orElseThrow(), row, i);
    }
    return values;
  }

  private static Object value(StatementColumn column, int row, int salt) {
    return switch (column.name()) {
      case "userid" -> 4_294_967_295L;
      case "dbid" -> 16384L;
      case "toplevel" -> row % 2 == 0;
      case "queryid" -> Long.MIN_VALUE + row;
      case "query" -> null;
      case "stats_since", "minmax_stats_since" -> 1_759_500_000_000_000L;
      default ->
          column.isDouble()
              ? (Object) new Double[] {0.0, 0.1 + 0.2 * salt, 123_456_789.01234567}[row]
              : (Object) new Long[] {0L, Long.MAX_VALUE, 1_000L + salt}[row];
    };
  }

  @Test
  void sumsOfSquaresComeFromMeanAndStddev() throws InvalidRecordException {
    write(
        List.of("userid", "dbid", "queryid", "calls", "mean_exec_time", "stddev_exec_time"),
        List.<Object[]>of(new Object[] {1L, 1L, 1L, 4L, 3.0, 2.0}));
    double sum = Double.longBitsToDouble(chunk.counter(0, StatementColumns.EXEC_SUM_OF_SQUARES));
    assertThat(sum).isEqualTo(4 * (2.0 * 2.0 + 3.0 * 3.0));
    assertThat(chunk.counterMask())
        .isEqualTo(1L << StatementColumns.CALLS | 1L << StatementColumns.EXEC_SUM_OF_SQUARES);
  }

  @Test
  void unknownColumnsAreListedAndTheirValuesSkipped() throws InvalidRecordException {
    write(
        List.of("userid", "a", "dbid", "queryid", "b", "calls"),
        List.<Object[]>of(new Object[] {1L, "x", 2L, 3L, null, 4L}));
    assertThat(chunk.unknownColumns()).containsExactly("a", "b");
    assertThat(chunk.counterMask()).isEqualTo(1L << StatementColumns.CALLS);
    assertThat(chunk.counter(0, StatementColumns.CALLS)).isEqualTo(4);
  }

  @Test
  void unknownFieldsAreSkippedWhereverTheyStand() throws Exception {
    ObjectNode record = sample();
    for (String path :
        List.of("", "/server", "/epoch", "/sequence", "/poll", "/poll/texts_sequence")) {
      ((ObjectNode) record.at(path)).putObject("of_tomorrow").putArray("a").add(1);
    }
    reader.read(new ObjectMapper().writeValueAsBytes(record), chunk);
    assertThat(chunk.envelope()).isEqualTo(Samples.envelope());
    assertThat(chunk.poll()).isEqualTo(Samples.poll(2));
    assertThat(chunk.rows()).isEqualTo(2);
  }

  @Test
  void aFailedPollIsReadByAFreshReaderAndAfterAnotherRecord() throws InvalidRecordException {
    byte[] failed =
        StatementsChunkWriter.write(
            Samples.failedEnvelope(), Samples.failedPoll(), List.of(), List.of());
    reader.read(failed, chunk);
    write(Samples.columns(), Samples.rows());
    reader.read(failed, chunk);
    assertThat(chunk.envelope()).isEqualTo(Samples.failedEnvelope());
    assertThat(chunk.poll()).isEqualTo(Samples.failedPoll());
    assertThat(chunk.rows()).isZero();
    assertThat(chunk.counterMask()).isZero();
  }

  @Test
  void nothingOfARecordIsLeftInTheNext() throws InvalidRecordException {
    write(Samples.columns(), Samples.rows());
    write(
        List.of("userid", "dbid", "queryid", "calls"),
        List.<Object[]>of(new Object[] {1L, 1L, 1L, 1L}));
    assertThat(chunk.rows()).isEqualTo(1);
    assertThat(chunk.unknownColumns()).isEmpty();
    assertThat(chunk.statsSince(0)).isZero();
    assertThat(chunk.toplevel(0)).isTrue();
    assertThat(chunk.counter(0, StatementColumns.TOTAL_EXEC_TIME)).isZero();
    assertThat(chunk.counter(0, StatementColumns.EXEC_SUM_OF_SQUARES)).isZero();
  }

  private void write(List<String> columns, List<Object[]> rows) throws InvalidRecordException {
    byte[] record =
        StatementsChunkWriter.write(Samples.envelope(), Samples.poll(rows.size()), columns, rows);
    SchemaValidation.assertValid(Topic.RAW_STATEMENTS, record);
    reader.read(record, chunk);
  }

  private static ObjectNode sample() throws IOException {
    return (ObjectNode)
        new ObjectMapper()
            .readTree(
                StatementsChunkWriter.write(
                    Samples.envelope(), Samples.poll(2), Samples.columns(), Samples.rows()));
  }
}
