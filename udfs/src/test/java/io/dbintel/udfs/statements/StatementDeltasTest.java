package io.dbintel.udfs.statements;

import static io.dbintel.udfs.statements.testing.PollBuilder.RESET;
import static io.dbintel.udfs.statements.testing.PollBuilder.epoch;
import static io.dbintel.udfs.statements.testing.PollBuilder.poll;
import static io.dbintel.udfs.statements.testing.PollBuilder.timeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.statements.IntervalChunk;
import io.dbintel.schemas.statements.IntervalFlags;
import io.dbintel.schemas.statements.StatementColumns;
import io.dbintel.udfs.statements.testing.Counters;
import io.dbintel.udfs.statements.testing.PollBuilder;
import io.dbintel.udfs.statements.testing.StatementKey;
import io.dbintel.udfs.statements.testing.StatementsPipeline;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Truth 1: deltas never exceed the truth, and are exact unless flagged. */
class StatementDeltasTest {
  private final StatementsPipeline pipeline = new StatementsPipeline(10, true);

  @Test
  void firstPollIsABaseline() {
    pipeline.accept(poll(1).row(1, 5, 10));
    assertThat(pipeline.output().bytes()).isEmpty();
    assertThat(pipeline.output().dropped()).isEmpty();
  }

  @Test
  void resetAfterThePreviousPollGivesWholeValuesAsLowerBounds() {
    pipeline.accept(poll(1).row(1, 5, 10).row(2, 5, 10));
    pipeline.accept(poll(2).epoch(epoch(timeOf(1) + 7)).row(1, 9, 30));
    assertRow(only(), 1, timeOf(1), IntervalFlags.LOWER_BOUND, 9, 30);
    pipeline.output().clear();
    pipeline.accept(poll(3).epoch(epoch(timeOf(1) + 7)).row(1, 10, 31));
    assertRow(only(), 1, timeOf(2), 0, 1, 1);
  }

  @Test
  void otherResetTimeBeforeThePreviousPollIsABaseline() {
    pipeline.accept(poll(1).row(1, 5, 10));
    pipeline.accept(poll(2).epoch(epoch(RESET - 1)).row(1, 900, 9000));
    pipeline.accept(poll(3).epoch(epoch(timeOf(2))).row(1, 950, 9500));
    assertThat(pipeline.output().rows()).isEmpty();
  }

  @Test
  void postmasterRestartOfThirteenIsABaseline() {
    Epoch restarted =
        new Epoch("7001", null, 901L, "all", "pg_stat_statements", "1.8", "cumulative");
    Epoch before = new Epoch("7001", null, 900L, "all", "pg_stat_statements", "1.8", "cumulative");
    pipeline.accept(thirteen(1).epoch(before).row(1, 5, 10));
    pipeline.accept(thirteen(2).epoch(restarted).row(1, 9, 20));
    assertThat(pipeline.output().rows()).isEmpty();
  }

  @Test
  void privilegeThatChangesIsABaseline() {
    Epoch own = new Epoch("7001", RESET, null, "own", "pg_stat_statements", "1.10", "cumulative");
    pipeline.accept(poll(1).epoch(own).row(1, 5, 10));
    pipeline.accept(poll(2).row(1, 6, 11).row(2, 7_000, 70_000));
    assertThat(pipeline.output().rows()).isEmpty();
    pipeline.accept(poll(3).row(1, 7, 12).row(2, 7_001, 70_002));
    assertThat(pipeline.output().rows())
        .extracting(row -> row.longDelta(0))
        .containsExactly(1L, 1L);
  }

  @Test
  void keyAbsentFromTheCompletePollGivesItsWholeValueUnflagged() {
    pipeline.accept(poll(1).row(1, 5, 10));
    pipeline.accept(poll(2).row(1, 5, 10).row(2, 3, 4.5));
    assertRow(only(), 2, timeOf(1), 0, 3, 4.5);
  }

  @Test
  void absenceInAPartialPollImpliesNothing() {
    pipeline.accept(poll(1).row(1, 5, 10).row(2, 50, 100));
    pipeline.accept(poll(2).outcome(Outcome.PARTIAL).row(1, 6, 11));
    assertRow(only(), 1, timeOf(1), 0, 1, 1);
    assertThat(pipeline.output().intervals().get(0).header().vanished()).isZero();
    pipeline.output().clear();
    pipeline.accept(poll(3).row(1, 6, 11).row(2, 51, 103).row(3, 2, 2));
    assertThat(pipeline.output().rows()).hasSize(2);
    assertRow(row(2), 2, timeOf(1), 0, 1, 3);
    assertRow(row(3), 3, timeOf(1), 0, 2, 2);
  }

  @Test
  void nothingIsKnownOfAbsentKeysWhenTheFirstPollWasPartial() {
    pipeline.accept(poll(1).outcome(Outcome.PARTIAL).row(1, 5, 10));
    pipeline.accept(poll(2).row(1, 6, 11).row(2, 50, 100));
    assertRow(only(), 1, timeOf(1), 0, 1, 1);
  }

  @Test
  void keyThatACompletePollLacksIsGone() {
    pipeline.accept(poll(1).row(1, 5, 10).row(2, 5, 10));
    pipeline.accept(poll(2).row(1, 5, 10));
    assertThat(pipeline.output().intervals()).hasSize(1);
    assertThat(pipeline.output().intervals().get(0).header().vanished()).isEqualTo(1);
    pipeline.output().clear();
    pipeline.accept(poll(3).row(1, 5, 10).row(2, 6, 12));
    assertRow(only(), 2, timeOf(2), 0, 6, 12);
  }

  @Test
  void failedPollChangesNothing() {
    pipeline.accept(poll(1).row(1, 5, 10)).accept(poll(2).failed());
    pipeline.accept(poll(3).row(1, 6, 12));
    assertRow(only(), 1, timeOf(1), 0, 1, 2);
    assertThat(pipeline.output().dropped()).isEmpty();
  }

  @Test
  void missedPollWidensTheInterval() {
    pipeline.accept(poll(1).row(1, 5, 10)).accept(poll(4).row(1, 8, 16));
    assertRow(only(), 1, timeOf(1), 0, 3, 6);
    assertThat(pipeline.output().intervals().get(0).header().intervalEnd()).isEqualTo(timeOf(4));
  }

  @Test
  void fallenCallsGiveTheWholeRow() {
    pipeline.accept(poll(1).row(1, 5, 10)).accept(poll(2).row(1, 3, 60));
    assertRow(only(), 1, timeOf(1), IntervalFlags.LOWER_BOUND, 3, 60);
  }

  @Test
  void counterThatFallsAloneGivesItsNewValueAndTheOthersTheirDeltas() {
    StatementKey key = StatementKey.of(1);
    pipeline.accept(poll(1).row(key, Counters.of(5, 10).with("wal_bytes", 1_000L)));
    pipeline.accept(poll(2).row(key, Counters.of(7, 16).with("wal_bytes", 40L)));
    assertRow(only(), 1, timeOf(1), IntervalFlags.LOWER_BOUND, 2, 6);
    assertThat(only().longDelta(StatementColumns.ordinal("wal_bytes"))).isEqualTo(40);
  }

  @Test
  void changedStatsSinceGivesWholeValues() {
    StatementKey key = StatementKey.of(1);
    pipeline.accept(poll(1).row(key, Counters.of(5, 10).since(77)));
    pipeline.accept(poll(2).row(key, Counters.of(6, 12).since(timeOf(1) + 5)));
    assertRow(only(), 1, timeOf(1), IntervalFlags.LOWER_BOUND, 6, 12);
  }

  @Test
  void statsSinceThatOnlyOnePollReadSaysNothing() {
    StatementKey key = StatementKey.of(1);
    pipeline.accept(poll(1).row(key, Counters.of(5_000, 10)));
    pipeline.accept(poll(2).row(key, Counters.of(5_001, 12).since(77)));
    assertRow(only(), 1, timeOf(1), 0, 1, 2);
    pipeline.output().clear();
    pipeline.accept(poll(3).row(key, Counters.of(5_002, 13)));
    assertRow(only(), 1, timeOf(2), 0, 1, 1);
  }

  @Test
  void evictionsBeforeSeventeenFlagAllRows() {
    pipeline.accept(poll(1).dealloc(4L).row(1, 5, 10));
    pipeline.accept(poll(2).dealloc(6L).row(1, 6, 12).row(2, 1, 1));
    assertRow(row(1), 1, timeOf(1), IntervalFlags.EVICTION, 1, 2);
    assertRow(row(2), 2, timeOf(1), IntervalFlags.EVICTION, 1, 1);
    assertThat(pipeline.output().intervals().get(0).header().evictions()).isEqualTo(2);
    pipeline.output().clear();
    pipeline.accept(poll(3).dealloc(6L).row(1, 7, 13).row(2, 1, 1));
    assertRow(only(), 1, timeOf(2), 0, 1, 1);
  }

  @Test
  void evictionsFromSeventeenOnFlagNewKeysOnly() {
    Counters before = Counters.of(5, 10).since(77);
    pipeline.accept(poll(1).dealloc(4L).row(StatementKey.of(1), before));
    pipeline.accept(
        poll(2)
            .dealloc(6L)
            .row(StatementKey.of(1), Counters.of(6, 12).since(77))
            .row(StatementKey.of(2), Counters.of(1, 1).since(timeOf(1) + 1)));
    assertRow(row(1), 1, timeOf(1), 0, 1, 2);
    assertRow(row(2), 2, timeOf(1), IntervalFlags.EVICTION, 1, 1);
  }

  @Test
  void evictionsDuringAPartialPollFlagTheNextIntervalToo() {
    pipeline.accept(poll(1).dealloc(0L).row(1, 5, 10).row(2, 5, 10));
    pipeline.accept(poll(2).dealloc(1L).outcome(Outcome.PARTIAL).row(1, 6, 12));
    pipeline.output().clear();
    pipeline.accept(poll(3).dealloc(1L).row(1, 6, 12).row(2, 7, 12));
    assertRow(only(), 2, timeOf(1), IntervalFlags.EVICTION, 2, 2);
  }

  @Test
  void thirteenWithoutDeallocNeverFlagsEvictions() {
    pipeline.accept(thirteen(1).row(1, 5, 10)).accept(thirteen(2).row(1, 6, 12).row(2, 1, 1));
    assertThat(pipeline.output().rows()).hasSize(2).allMatch(row -> row.flags() == 0);
    assertThat(pipeline.output().intervals().get(0).header().evictions()).isNull();
  }

  @Test
  void sameQueryidInTwoDatabasesForTwoRolesAndBothLevelsIsCountedApart() {
    List<StatementKey> keys =
        List.of(
            new StatementKey(10, 5, true, 1),
            new StatementKey(10, 6, true, 1),
            new StatementKey(11, 5, true, 1),
            new StatementKey(10, 5, false, 1),
            new StatementKey(4_294_967_295L, 5, true, 1));
    PollBuilder first = poll(1);
    PollBuilder second = poll(2);
    for (int i = 0; i < keys.size(); i++) {
      first.row(keys.get(i), Counters.of(100, 100));
      second.row(keys.get(i), Counters.of(101 + i, 102));
    }
    pipeline.accept(first).accept(second);
    assertThat(pipeline.output().rows())
        .extracting(row -> row.longDelta(0))
        .containsExactly(1L, 2L, 3L, 4L, 5L);
    assertThat(pipeline.output().rows().get(3).toplevel()).isFalse();
    assertThat(pipeline.output().rows().get(4).userid()).isEqualTo(4_294_967_295L);
  }

  @Test
  void sumOfSquaresGivesTheVarianceOfTheInterval() {
    StatementKey key = StatementKey.of(1);
    // First 2, 4, 6 ms; then 10 and 20 ms more: of all five mean 8.4, population variance 40.64.
    pipeline.accept(poll(1).row(key, times(3, 12, 4, Math.sqrt(8.0 / 3))));
    pipeline.accept(poll(2).row(key, times(5, 42, 8.4, Math.sqrt(40.64))));
    double mean = only().doubleDelta(StatementColumns.TOTAL_EXEC_TIME) / only().longDelta(0);
    double squares = only().doubleDelta(StatementColumns.EXEC_SUM_OF_SQUARES);
    assertThat(squares).isCloseTo(500, within(1e-9));
    assertThat(squares / 2 - mean * mean).isCloseTo(25, within(1e-9));
  }

  @Test
  void sumOfSquaresThatFallsByRoundingIsNoReset() {
    StatementKey key = StatementKey.of(1);
    pipeline.accept(poll(1).row(key, times(2, 2, 1, 0.1)));
    pipeline.accept(poll(2).row(key, times(2, 2, 1, 0.099_999).with("rows", 9L)));
    assertThat(only().flags()).isZero();
    assertThat(only().doubleDelta(StatementColumns.EXEC_SUM_OF_SQUARES)).isZero();
  }

  @Test
  void counterThatTheSourceOnlyNowHasIsFlaggedAndNotCounted() {
    StatementKey key = StatementKey.of(1);
    Counters values = Counters.of(5, 10).with("wal_bytes", 1_000L);
    pipeline.accept(poll(1).columns(List.of("calls", "total_exec_time")).row(key, values));
    pipeline.accept(poll(2).row(key, values.with("calls", 6L).with("wal_bytes", 1_100L)));
    assertRow(only(), 1, timeOf(1), IntervalFlags.LOWER_BOUND, 1, 0);
    assertThat(only().longDelta(StatementColumns.ordinal("wal_bytes"))).isZero();
  }

  private static Counters times(long calls, double total, double mean, double stddev) {
    return Counters.of(calls, total).with("mean_exec_time", mean).with("stddev_exec_time", stddev);
  }

  private static PollBuilder thirteen(long number) {
    return poll(number).epoch(epoch(null)).dealloc(null).withoutToplevel();
  }

  private IntervalChunk.Row only() {
    assertThat(pipeline.output().rows()).hasSize(1);
    return pipeline.output().rows().get(0);
  }

  private IntervalChunk.Row row(long queryid) {
    return pipeline.output().rows().stream()
        .filter(row -> row.queryid() == queryid)
        .findFirst()
        .orElseThrow();
  }

  private static void assertRow(
      IntervalChunk.Row row, long queryid, long start, int flags, long calls, double millis) {
    assertThat(row.queryid()).isEqualTo(queryid);
    assertThat(row.start()).isEqualTo(start);
    assertThat(row.flags()).isEqualTo(flags);
    assertThat(row.longDelta(StatementColumns.CALLS)).isEqualTo(calls);
    assertThat(row.doubleDelta(StatementColumns.TOTAL_EXEC_TIME)).isEqualTo(millis);
  }
}
