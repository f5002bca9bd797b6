package io.dbintel.udfs.statements;

import static io.dbintel.udfs.statements.testing.PollBuilder.poll;
import static io.dbintel.udfs.statements.testing.PollBuilder.timeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dbintel.schemas.output.EventBatch.Event;
import io.dbintel.schemas.output.MetricBatch;
import io.dbintel.schemas.output.MetricBatch.Series;
import io.dbintel.udfs.statements.testing.Counters;
import io.dbintel.udfs.statements.testing.PollBuilder;
import io.dbintel.udfs.statements.testing.StatementKey;
import io.dbintel.udfs.statements.testing.StatementsPipeline;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Truth 2: what is shown adds up. */
class StatementSeriesTest {
  private final StatementsPipeline pipeline = new StatementsPipeline(2, true);

  @Test
  void topByTimeAndTopByCallsAreShownAndTheRestIsOther() {
    pipeline.accept(poll(1));
    pipeline.accept(
        poll(2)
            .row(1, 1, 900)
            .row(2, 2, 800)
            .row(3, 700, 3)
            .row(4, 800, 4)
            .row(5, 5, 5)
            .row(6, 6, 6));
    assertThat(points("top_query"))
        .extracting(StatementSeriesTest::query)
        .containsExactly("1", "2", "3", "4", "other");
    assertThat(point("top_query", "other").delta()[0]).isEqualTo(11);
    assertThat(seconds(point("top_query", "other").delta())).isCloseTo(0.011, within(1e-12));
    assertThat(points("database").get(0).delta()[0]).isEqualTo(1_514);
    assertThat(points("instance").get(0).delta()[0]).isEqualTo(1_514);
    assertThat(pipeline.output().events().get(0).events())
        .extracting(event -> event.attributes().get("postgresql.queryid"))
        .containsExactly("1", "2", "3", "4");
  }

  @Test
  void tiesAreBrokenByKeyWhateverTheOrderOfRows() {
    for (List<Long> order : List.of(List.of(1L, 2L, 3L, 4L), List.of(4L, 2L, 1L, 3L))) {
      StatementsPipeline fresh = new StatementsPipeline(2, false).accept(poll(1));
      PollBuilder second = poll(2);
      order.forEach(queryid -> second.row(queryid, 7, 7));
      fresh.accept(second);
      assertThat(pointsOf(fresh, "top_query"))
          .extracting(StatementSeriesTest::query)
          .containsExactly("3", "4", "other");
    }
  }

  @Test
  void seriesThatLeavesEndsOnceAndStartsAnew() {
    StatementsPipeline one = new StatementsPipeline(1, true);
    one.accept(poll(1).row(1, 10, 10).row(2, 10, 10));
    one.accept(poll(2).row(1, 15, 15).row(2, 11, 11));
    Series first = pointOf(one, "1");
    assertThat(first.cumulativeStart()).isEqualTo(timeOf(1));
    one.output().clear();
    one.accept(poll(3).row(1, 16, 16).row(2, 21, 21));
    Series end = pointOf(one, "1");
    assertThat(end.noRecordedValue()).isTrue();
    assertThat(end.delta()).isEmpty();
    assertThat(end.cumulativeStart()).isEqualTo(first.cumulativeStart());
    one.output().clear();
    one.accept(poll(4).row(1, 16, 16).row(2, 31, 31));
    assertThat(pointsOf(one, "top_query")).noneMatch(series -> query(series).equals("1"));
    one.output().clear();
    one.accept(poll(5).row(1, 46, 46).row(2, 32, 32));
    Series back = pointOf(one, "1");
    assertThat(back.cumulativeStart()).isEqualTo(timeOf(4));
    assertThat(back.delta()[0]).isEqualTo(30);
    assertThat(back.cumulative()[0]).isEqualTo(30);
  }

  @Test
  void otherStaysWhenNothingIsAddedAndNeverFalls() {
    StatementsPipeline one = new StatementsPipeline(1, true);
    one.accept(poll(1).row(1, 10, 10).row(2, 10, 10));
    one.accept(poll(2).row(1, 15, 15).row(2, 11, 11));
    one.output().clear();
    one.accept(poll(3).row(1, 16, 16).row(2, 11, 11));
    Series other = pointOf(one, "other");
    assertThat(other.delta()[0]).isZero();
    assertThat(other.cumulative()[0]).isEqualTo(1);
    assertThat(other.start()).isEqualTo(timeOf(2));
  }

  @Test
  void seriesOfADatabaseEndsAWeekAfterItsLastStatement() {
    pipeline.accept(poll(1).row(1, 1, 1)).accept(poll(2).row(1, 2, 2));
    long later = timeOf(2) + 8 * 86_400 * PollBuilder.SECOND;
    pipeline.output().clear();
    pipeline.accept(poll(3, later - PollBuilder.SECOND).row(1, 2, 2));
    assertThat(points("database")).singleElement().matches(Series::noRecordedValue);
    pipeline.output().clear();
    pipeline.accept(poll(4, later).row(1, 3, 3));
    assertThat(points("database").get(0).cumulative()[0]).isEqualTo(1);
  }

  @Test
  void nestedStatementsAreApartAndNotInTotals() {
    pipeline.accept(poll(1));
    StatementKey nested = new StatementKey(10, 5, false, 9);
    pipeline.accept(poll(2).row(1, 2, 2).row(nested, Counters.of(50, 50)));
    assertThat(points("nested_query")).singleElement().matches(point -> point.delta()[0] == 50);
    assertThat(points("top_query")).singleElement().matches(point -> point.delta()[0] == 2);
    assertThat(points("database").get(0).delta()[0]).isEqualTo(2);
    assertThat(pipeline.output().events().get(0).events()).hasSize(1);
  }

  @Test
  void nameThatIsMissingBecomesItsOid() {
    pipeline.accept(poll(1));
    pipeline.accept(poll(2).names(Map.of(), Map.of()).row(1, 1, 1));
    assertThat(points("top_query").get(0).attributes()).containsExactly("oid:5", "oid:10", "1");
    assertThat(points("database").get(0).attributes()).containsExactly("oid:5");
  }

  @Test
  void oidsOfOneNameAreOneSeriesAndLoseNothing() {
    StatementsPipeline one = new StatementsPipeline(1, true).accept(poll(1));
    PollBuilder second = poll(2).names(Map.of(6L, "oid:5"), Map.of(10L, "app"));
    second.row(new StatementKey(10, 5, true, 1), Counters.of(1, 1));
    second.row(new StatementKey(10, 6, true, 1), Counters.of(2, 2));
    second.row(new StatementKey(10, 6, true, 7), Counters.of(90, 90));
    one.accept(second);
    assertThat(pointsOf(one, "top_query")).hasSize(2);
    assertThat(pointOf(one, "other").delta()[0]).isEqualTo(3);
    assertThat(pointsOf(one, "database")).singleElement().matches(point -> point.delta()[0] == 93);
  }

  @Test
  void theLongestNamesPassThroughState() {
    String longName = "\u6f22".repeat(1_024);
    pipeline.accept(poll(1).names(Map.of(5L, longName), Map.of(10L, longName)).row(1, 1, 1));
    pipeline.accept(poll(2).names(Map.of(5L, longName), Map.of(10L, longName)).row(1, 2, 2));
    assertThat(points("database").get(0).attributes()).containsExactly(longName);
  }

  @Test
  void sumsStopAtTheLargestValue() {
    pipeline.accept(poll(1));
    pipeline.accept(poll(2).row(1, Long.MAX_VALUE, 1).row(2, Long.MAX_VALUE, 1));
    assertThat(points("instance").get(0).delta()[0]).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void pointTimesIncreaseWhenTheServersClockWasSetBack() {
    pipeline.accept(poll(1).row(1, 1, 1)).accept(poll(2).row(1, 2, 2));
    pipeline.accept(poll(3, timeOf(1)).row(1, 3, 3)).accept(poll(4, timeOf(2)).row(1, 4, 4));
    List<MetricBatch> totals =
        pipeline.output().metrics().stream().filter(b -> b.family().equals("instance")).toList();
    assertThat(totals)
        .extracting(MetricBatch::time)
        .containsExactly(timeOf(2), timeOf(2) + 1, timeOf(2) + 2);
    assertThat(totals.get(2).series().get(0).start()).isEqualTo(timeOf(2) + 1);
  }

  @Test
  void topQueryEventCarriesTheDeltasOfTheInterval() {
    pipeline.accept(poll(1).row(1, 10, 10)).accept(poll(2).row(1, 14, 13.5));
    Event event = pipeline.output().events().get(0).events().get(0);
    assertThat(event.name()).isEqualTo("db.server.top_query");
    assertThat(event.attributes())
        .containsEntry("db.namespace", "shop")
        .containsEntry("postgresql.rolname", "app")
        .containsEntry("postgresql.calls", 4L)
        .containsEntry("postgresql.total_exec_time", 3.5);
  }

  private List<Series> points(String family) {
    return pointsOf(pipeline, family);
  }

  private Series point(String family, String query) {
    return points(family).stream().filter(s -> query(s).equals(query)).findFirst().orElseThrow();
  }

  private static Series pointOf(StatementsPipeline pipeline, String query) {
    return pointsOf(pipeline, "top_query").stream()
        .filter(series -> query(series).equals(query))
        .findFirst()
        .orElseThrow();
  }

  private static List<Series> pointsOf(StatementsPipeline pipeline, String family) {
    return pipeline.output().metrics().stream()
        .filter(batch -> batch.family().equals(family))
        .flatMap(batch -> batch.series().stream())
        .toList();
  }

  private static String query(Series series) {
    return series.attributes().get(2);
  }

  private static double seconds(long[] values) {
    return Double.longBitsToDouble(values[1]);
  }
}
