package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.schemas.statements.IntervalChunk;
import io.dbintel.schemas.statements.IntervalFlags;
import io.dbintel.schemas.statements.StatementColumns;
import io.dbintel.schemas.testing.Samples;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The judge of the integration tests must itself be able to say no. */
class ComparisonTest {
  private static final StatementKey KEY = new StatementKey(10, 5, true, 7);

  @Test
  void equalNumbersAreExactUnlessFlagged() {
    assertThatCode(() -> compare(5, 2.5, 5, 2.5, 0).assertExact()).doesNotThrowAnyException();
    assertThatThrownBy(() -> compare(5, 2.5, 5, 2.5, IntervalFlags.LOWER_BOUND).assertExact())
        .hasMessageContaining("flagged");
  }

  @Test
  void oneCallTooManyIsInvented() {
    assertThatThrownBy(
            () -> compare(5, 2.5, 6, 2.5, IntervalFlags.EVICTION).assertNothingInvented())
        .hasMessageContaining("calls");
    assertThatThrownBy(() -> compare(5, 2.5, 5, 2.50001, 0).assertNothingInvented())
        .hasMessageContaining("total_exec_time");
  }

  @Test
  void oneCallTooFewIsHonestOnlyWithAFlag() {
    assertThatCode(() -> compare(5, 2.5, 4, 2.5, IntervalFlags.LOWER_BOUND).assertHonest())
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> compare(5, 2.5, 4, 2.5, 0).assertHonest())
        .hasMessageContaining("calls");
    assertThatThrownBy(() -> compare(5, 2.5, 4, 2.5, IntervalFlags.LOWER_BOUND).assertEqual())
        .hasMessageContaining("calls");
  }

  @Test
  void aStatementThatWasNeverMeasuredIsMissed() {
    Accrued truth = new Accrued();
    truth.add(ViewRows.EMPTY, new ViewRows(Map.of(KEY, values(1, 1))));
    assertThatThrownBy(() -> new Comparison(truth, new Intervals(List.of())).assertHonest())
        .hasMessageContaining("calls");
  }

  private static Comparison compare(
      long calls, double time, long measuredCalls, double measuredTime, int flags) {
    Accrued truth = new Accrued();
    truth.add(
        new ViewRows(Map.of(KEY, values(100, 50))),
        new ViewRows(Map.of(KEY, values(100 + calls, 50 + time))));
    List<Long> deltas = new ArrayList<>(Collections.nCopies(StatementColumns.COUNTERS, 0L));
    deltas.set(StatementColumns.CALLS, measuredCalls);
    deltas.set(StatementColumns.TOTAL_EXEC_TIME, Double.doubleToRawLongBits(measuredTime));
    IntervalChunk.Row row = new IntervalChunk.Row(10, 5, true, 7, 0, flags, deltas);
    IntervalChunk chunk = new IntervalChunk(Samples.intervalHeader(), 3, List.of(row));
    return new Comparison(truth, new Intervals(List.of(chunk)));
  }

  private static Values values(long calls, double time) {
    Values values = new Values();
    values.setInteger(StatementColumns.CALLS, calls);
    values.setDouble(StatementColumns.TOTAL_EXEC_TIME, time);
    return values;
  }
}
