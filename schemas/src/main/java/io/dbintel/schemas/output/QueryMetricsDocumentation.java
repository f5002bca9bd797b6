package io.dbintel.schemas.output;

import io.dbintel.schemas.output.QueryMetrics.Family;
import io.dbintel.schemas.output.QueryMetrics.Measure;
import io.dbintel.schemas.statements.StatementColumns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes {@code docs/metrics.md} from the metric catalogue. */
public final class QueryMetricsDocumentation {
  private QueryMetricsDocumentation() {}

  /** The page as Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder();
    page.append("# Metrics\n\n")
        .append("Generated from `query-metrics.yaml` by `QueryMetricsDocumentation`: edit the ")
        .append("catalogue, not this page.\n\n")
        .append("Every metric is a monotonic sum over the deltas of `pg_stat_statements`. A ")
        .append("metric is sent when the server has its column; the last column of each table ")
        .append("says since which version of the extension (PostgreSQL 13 ships 1.8, 14 ships ")
        .append("1.9, 15 and 16 ship 1.10, 17 ships 1.11, 18 ships 1.12).\n");
    QueryMetrics.families().forEach(family -> appendFamily(page, family));
    return page.toString();
  }

  private static void appendFamily(StringBuilder page, Family family) {
    page.append("\n## `").append(family.prefix()).append(".*`\n\n");
    page.append(family.description()).append(".\n\n");
    page.append("Attributes: ").append(attributes(family.attributes())).append(".\n\n");
    page.append("| metric | unit | type | column | since |\n|---|---|---|---|---|\n");
    for (Measure measure : QueryMetrics.measures()) {
      appendMetric(page, family, measure);
    }
  }

  private static void appendMetric(StringBuilder page, Family family, Measure measure) {
    var column = StatementColumns.counter(measure.ordinal());
    page.append("| `").append(family.metricName(measure)).append("` | ");
    page.append(measure.unit()).append(" | ");
    page.append(measure.isDouble() ? "double" : "int").append(" | `");
    page.append(column.name()).append("` | ").append(column.since()).append(" |\n");
  }

  private static String attributes(List<String> keys) {
    return keys.isEmpty()
        ? "none"
        : keys.stream().map(key -> "`" + key + "`").collect(Collectors.joining(", "));
  }

  /**
   * @param arguments the file to write
   */
  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("Expected one argument: the file to write");
    }
    Files.writeString(Path.of(arguments[0]), markdown());
  }
}
