package io.dbintel.udfs.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.output.MetricBatch;
import io.dbintel.schemas.output.MetricBatch.Series;
import io.dbintel.schemas.statements.IntervalChunk;
import io.dbintel.udfs.statements.testing.CollectedOutput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What must hold for the points of any stream of polls. */
final class SeriesChecks {
  private static final Map<Long, String> DATABASES = Map.of(5L, "shop", 6L, "ledger");

  private final Map<String, Run> runs = new HashMap<>();
  private final Map<String, Map<String, Long>> sums = new TreeMap<>();

  private static final class Run {
    private long lastTime = Long.MIN_VALUE;
    private long cumulativeStart = Long.MIN_VALUE;
    private long calls;
    private double seconds;
    private boolean ended;
  }

  void check(CollectedOutput output) {
    for (MetricBatch batch : output.metrics()) {
      for (Series series : batch.series()) {
        checkPoint(batch, series);
      }
    }
    checkSums(output);
  }

  private void checkPoint(MetricBatch batch, Series series) {
    String name = batch.family() + series.attributes();
    Run run = runs.get(name);
    if (series.noRecordedValue()) {
      assertThat(run).as("%s ends without having begun", name).isNotNull();
      assertThat(run.ended).as("%s ends twice", name).isFalse();
      assertThat(batch.time()).isGreaterThan(run.lastTime);
      run.ended = true;
      run.lastTime = batch.time();
      return;
    }
    if (run == null || run.ended) {
      run = begin(name, run, series);
    } else {
      assertThat(series.start()).as("%s has a gap", name).isEqualTo(run.lastTime);
      assertThat(series.cumulativeStart()).isEqualTo(run.cumulativeStart);
    }
    assertThat(batch.time()).as("%s", name).isGreaterThan(run.lastTime);
    assertThat(series.start()).isLessThan(batch.time());
    accumulate(batch, series, run);
    addToSums(batch, series);
  }

  private Run begin(String name, Run ended, Series series) {
    assertThat(series.start()).isEqualTo(series.cumulativeStart());
    if (ended != null) {
      assertThat(series.cumulativeStart())
          .as("%s returned", name)
          .isGreaterThan(ended.cumulativeStart);
      assertThat(name).as("only top queries may leave").contains("query[");
    }
    Run run = new Run();
    run.cumulativeStart = series.cumulativeStart();
    run.lastTime = ended == null ? Long.MIN_VALUE : ended.lastTime;
    runs.put(name, run);
    return run;
  }

  private static void accumulate(MetricBatch batch, Series series, Run run) {
    run.calls += series.delta()[0];
    run.seconds += Double.longBitsToDouble(series.delta()[1]);
    run.lastTime = batch.time();
    assertThat(series.delta()[0]).isNotNegative();
    assertThat(series.cumulative()[0]).isEqualTo(run.calls);
    assertThat(Double.longBitsToDouble(series.cumulative()[1]))
        .isCloseTo(run.seconds, org.assertj.core.data.Offset.offset(1e-9));
  }

  private void addToSums(MetricBatch batch, Series series) {
    String poll = batch.id().split(":", -1)[2] + ":" + batch.id().split(":", -1)[3];
    String sum =
        batch.family().equals("instance")
            ? "instance"
            : batch.family() + series.attributes().get(0);
    sums.computeIfAbsent(poll, absent -> new TreeMap<>()).merge(sum, series.delta()[0], Long::sum);
  }

  /** Per poll: top + other = database = the rows; databases = instance. */
  private void checkSums(CollectedOutput output) {
    Map<String, Map<String, Long>> rows = new TreeMap<>();
    for (IntervalChunk chunk : output.intervals()) {
      String poll = chunk.header().poll().collectorStart() + ":" + chunk.header().poll().counter();
      Map<String, Long> ofPoll = rows.computeIfAbsent(poll, absent -> new TreeMap<>());
      for (IntervalChunk.Row row : chunk.rows()) {
        String database = DATABASES.get(row.dbid());
        for (String sum :
            row.toplevel()
                ? List.of("top_query" + database, "database" + database, "instance")
                : List.of("nested_query" + database)) {
          ofPoll.merge(sum, row.longDelta(0), Long::sum);
        }
      }
    }
    withoutZeros(sums);
    withoutZeros(rows);
    rows.keySet().retainAll(closedPolls(output));
    assertThat(sums).isEqualTo(rows);
  }

  /** The last poll may still be open: its rows are out, its points are not. */
  private static List<String> closedPolls(CollectedOutput output) {
    return output.metrics().stream()
        .map(batch -> batch.id().split(":", -1)[2] + ":" + batch.id().split(":", -1)[3])
        .toList();
  }

  private static void withoutZeros(Map<String, Map<String, Long>> byPoll) {
    byPoll.values().forEach(sumsOfPoll -> sumsOfPoll.values().removeIf(value -> value == 0));
    byPoll.values().removeIf(Map::isEmpty);
  }
}
