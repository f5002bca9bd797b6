package io.dbintel.schemas.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.statements.StatementColumn;
import io.dbintel.schemas.statements.StatementColumns;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryMetricsTest {
  /** The one metric of these that the OpenTelemetry PostgreSQL receiver has too. */
  @Test
  void theReceiversNameUnitAndAttributeAreKept() {
    QueryMetrics.Metric metric =
        QueryMetrics.metric("postgresql.query.execution.time").orElseThrow();
    assertThat(metric.unit()).isEqualTo("s");
    assertThat(metric.isDouble()).isTrue();
    assertThat(QueryMetrics.DATABASE.prefix()).isEqualTo("postgresql.query");
    assertThat(QueryMetrics.DATABASE.attributes()).containsExactly("db.namespace");
  }

  @Test
  void queriesAreNamedByDatabaseRoleAndQueryId() {
    assertThat(List.of(QueryMetrics.TOP_QUERY, QueryMetrics.NESTED_QUERY))
        .allSatisfy(
            family ->
                assertThat(family.attributes())
                    .containsExactly("db.namespace", "postgresql.rolname", "postgresql.queryid"));
    assertThat(QueryMetrics.INSTANCE.attributes()).isEmpty();
  }

  @Test
  void namesAreUnique() {
    assertThat(QueryMetrics.families())
        .extracting(QueryMetrics.Family::prefix)
        .doesNotHaveDuplicates();
    assertThat(QueryMetrics.measures())
        .extracting(QueryMetrics.Measure::suffix)
        .doesNotHaveDuplicates();
    assertThat(QueryMetrics.metrics())
        .hasSize(QueryMetrics.families().size() * QueryMetrics.measures().size());
  }

  @Test
  void timesLeaveInSecondsAndEverythingElseInTheUnitOfItsColumn() {
    for (QueryMetrics.Measure measure : QueryMetrics.measures()) {
      StatementColumn column = StatementColumns.counter(measure.ordinal());
      boolean time = column.unit().equals("ms");
      assertThat(measure.unit()).as(measure.suffix()).isEqualTo(time ? "s" : column.unit());
      assertThat(measure.scale()).as(measure.suffix()).isEqualTo(time ? 0.001 : 1.0);
      assertThat(measure.isDouble()).as(measure.suffix()).isEqualTo(time);
    }
  }

  @Test
  void aMaskSelectsTheMeasuresOfItsColumns() {
    assertThat(QueryMetrics.measures(1L << StatementColumns.TOTAL_EXEC_TIME))
        .extracting(QueryMetrics.Measure::suffix)
        .containsExactly("execution.time");
    assertThat(QueryMetrics.measures(-1)).isEqualTo(QueryMetrics.measures());
    assertThat(QueryMetrics.measures(0)).isEmpty();
  }

  @Test
  void anUnknownNameIsNoMetric() {
    assertThat(QueryMetrics.metric("postgresql.query.nothing")).isEmpty();
  }

  /** Stale? Run QueryMetricsDocumentation with {@code docs/metrics.md} as its argument. */
  @Test
  void thePageIsNotStale(@TempDir Path folder) throws IOException {
    Path written = folder.resolve("metrics.md");
    QueryMetricsDocumentation.main(new String[] {written.toString()});
    assertThat(Path.of("..", "docs", "metrics.md")).hasSameTextualContentAs(written);
  }

  @Test
  void thePageNamesEveryMetric() {
    assertThat(QueryMetrics.metrics())
        .allSatisfy(
            metric ->
                assertThat(QueryMetricsDocumentation.markdown())
                    .contains("| `" + metric.name() + "` | " + metric.unit() + " |"));
  }
}
