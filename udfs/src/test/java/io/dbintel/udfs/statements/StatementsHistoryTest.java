package io.dbintel.udfs.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.statements.IntervalChunk;
import io.dbintel.schemas.statements.IntervalFlags;
import io.dbintel.schemas.statements.StatementColumns;
import io.dbintel.udfs.statements.testing.History;
import io.dbintel.udfs.statements.testing.History.Kind;
import io.dbintel.udfs.statements.testing.History.Step;
import io.dbintel.udfs.statements.testing.SimulatedServer;
import io.dbintel.udfs.statements.testing.SimulatedServer.Execution;
import io.dbintel.udfs.statements.testing.StatementKey;
import io.dbintel.udfs.statements.testing.StatementsPipeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Random histories of servers, collectors and records, held against what really ran. */
class StatementsHistoryTest {
  private static final Kind[] CLEAN = {
    Kind.POLL,
    Kind.MISSED_POLL,
    Kind.FAILED_POLL,
    Kind.DUPLICATED_CHUNK,
    Kind.SHUFFLED_CHUNKS,
    Kind.MORE_BUCKETS,
    Kind.FEWER_BUCKETS,
    Kind.COLLECTOR_RESTART,
    Kind.PARTIAL_POLL,
    Kind.LOST_CHUNK,
    Kind.LATE_CHUNK,
    Kind.OLD_RECORD_AGAIN
  };

  @Property(tries = 1_500)
  void deltasOfAnyHistoryNeverExceedTheTruthAndAreExactUnlessFlagged(
      @ForAll("anyHistories") History history) {
    StatementsPipeline pipeline = run(history, 2, false);
    assertIntervals(history, pipeline);
    new SeriesChecks().check(pipeline.output());
  }

  @Property(tries = 1_000)
  void cleanHistoriesAreFlaggedNowhereAndLoseNothing(@ForAll("cleanHistories") History history) {
    long end = history.finish();
    StatementsPipeline pipeline = run(history, 1, false);
    assertIntervals(history, pipeline);
    assertThat(pipeline.output().rows()).allMatch(row -> row.flags() == 0);
    Map<StatementKey, Long> emitted = new HashMap<>();
    pipeline
        .output()
        .rows()
        .forEach(row -> emitted.merge(key(row), row.longDelta(0), (left, right) -> left + right));
    Map<StatementKey, Long> ran = new HashMap<>();
    for (Execution execution : history.truthOfCurrentServer()) {
      if (execution.time() > history.start() && execution.time() <= end) {
        ran.merge(execution.key(), 1L, (left, right) -> left + right);
      }
    }
    assertThat(emitted).isEqualTo(ran);
  }

  @Property(tries = 500)
  void sameInputGivesTheSameBytesWhereverStateIsCut(@ForAll("anyHistories") History history) {
    byte[] once = run(history, 2, false).output().bytes();
    byte[] again = run(history, 2, false).output().bytes();
    byte[] cutAfterEveryChunk = run(history, 2, true).output().bytes();
    assertThat(again).isEqualTo(once);
    assertThat(cutAfterEveryChunk).isEqualTo(once);
  }

  @Provide
  Arbitrary<History> anyHistories() {
    return histories(Kind.values());
  }

  @Provide
  Arbitrary<History> cleanHistories() {
    return histories(CLEAN);
  }

  private static Arbitrary<History> histories(Kind... kinds) {
    Arbitrary<Kind> kind =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.just(Kind.EXECUTE)),
            Tuple.of(5, Arbitraries.just(Kind.POLL)),
            Tuple.of(10, Arbitraries.of(kinds)));
    Arbitrary<Step> step =
        Combinators.combine(
                kind, Arbitraries.integers().between(0, 11), Arbitraries.integers().between(0, 99))
            .as(Step::new);
    return Combinators.combine(Arbitraries.of(13, 15, 17), step.list().ofMinSize(1).ofMaxSize(60))
        .as(
            (major, steps) -> {
              History history = new History(major);
              steps.forEach(history::play);
              return history;
            });
  }

  private static StatementsPipeline run(History history, int topLimit, boolean serializing) {
    StatementsPipeline pipeline = new StatementsPipeline(topLimit, serializing);
    history.published().forEach(pipeline::accept);
    return pipeline;
  }

  /** Every row against the executions of its own interval; intervals of a key never overlap. */
  private static void assertIntervals(History history, StatementsPipeline pipeline) {
    Map<StatementKey, Long> ends = new HashMap<>();
    for (IntervalChunk chunk : pipeline.output().intervals()) {
      SimulatedServer server =
          history.serverOf(chunk.header().poll().collectorStart(), chunk.header().poll().counter());
      for (IntervalChunk.Row row : chunk.rows()) {
        long end = chunk.header().intervalEnd();
        assertThat(row.start()).isLessThan(end);
        assertThat(row.start()).isGreaterThanOrEqualTo(ends.getOrDefault(key(row), 0L));
        ends.put(key(row), end);
        assertRow(row, executions(server, row, end), told(history, server, row, end));
      }
    }
  }

  private static List<Execution> executions(
      SimulatedServer server, IntervalChunk.Row row, long end) {
    List<Execution> executions = new ArrayList<>();
    for (Execution execution : server.truth()) {
      if (execution.key().equals(key(row))
          && execution.time() > row.start()
          && execution.time() <= end) {
        executions.add(execution);
      }
    }
    return executions;
  }

  /** Known limits: what no version, or not this version, says about a single entry. */
  private static boolean told(
      History history, SimulatedServer server, IntervalChunk.Row row, long end) {
    return server.silentResets().stream()
        .filter(reset -> reset.key().equals(key(row)))
        .filter(reset -> reset.time() > row.start() && reset.time() <= end)
        .allMatch(reset -> history.major() >= 17 && reset.since() <= row.start());
  }

  private static void assertRow(IntervalChunk.Row row, List<Execution> ran, boolean exactKnown) {
    double millis = ran.stream().mapToDouble(Execution::millis).sum();
    assertThat(row.flags() & ~(IntervalFlags.LOWER_BOUND | IntervalFlags.EVICTION)).isZero();
    assertThat(row.longDelta(StatementColumns.CALLS))
        .as("%s", row)
        .isBetween(0L, (long) ran.size());
    assertThat(row.doubleDelta(StatementColumns.TOTAL_EXEC_TIME)).isBetween(0.0, millis);
    if (row.flags() == 0 && exactKnown) {
      assertThat(row.longDelta(StatementColumns.CALLS)).as("%s", row).isEqualTo(ran.size());
      assertThat(row.doubleDelta(StatementColumns.TOTAL_EXEC_TIME)).isEqualTo(millis);
    }
  }

  private static StatementKey key(IntervalChunk.Row row) {
    return new StatementKey(row.userid(), row.dbid(), row.toplevel(), row.queryid());
  }
}
