package io.dbintel.ingest.catalogue;

import io.dbintel.schemas.raw.MetricsChunk;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Limits the rows of a query inside the server: the busiest ones stay, and the others become one
 * row that adds them up, so that totals are kept and few rows travel.
 */
final class RowLimit {
  static final String LEFT = "dbintel_left";

  private RowLimit() {}

  static String wrap(
      String sql, List<OutputColumn> outputs, String busiest, Scope scope, int maxRows) {
    return """
        WITH dbintel_rows AS (
        %s
        ), dbintel_ranked AS (
        SELECT r.*, row_number() OVER (ORDER BY r.%s DESC NULLS LAST) AS dbintel_place
        FROM dbintel_rows r
        )
        SELECT %s, 0::bigint AS %s FROM dbintel_ranked WHERE dbintel_place <= %d
        UNION ALL
        SELECT %s, count(*) FROM dbintel_ranked WHERE dbintel_place > %d HAVING count(*) > 0
        """
        .formatted(
            sql.strip(),
            quoted(busiest),
            joined(outputs, RowLimit::kept),
            LEFT,
            maxRows,
            joined(outputs, output -> rest(output, scope)),
            maxRows);
  }

  private static String joined(
      List<OutputColumn> outputs, Function<OutputColumn, String> expression) {
    return outputs.stream().map(expression).collect(Collectors.joining(", "));
  }

  private static String kept(OutputColumn output) {
    String name = quoted(output.name());
    return output.column().kind() == MetricsChunk.Kind.IDENTITY ? name + "::text AS " + name : name;
  }

  private static String rest(OutputColumn output, Scope scope) {
    if (output.addsUp()) {
      return "sum(" + quoted(output.name()) + ")";
    }
    return switch (output.column().kind()) {
      case RESET -> "min(" + quoted(output.name()) + ")";
      case IDENTITY ->
          scope == Scope.DATABASE && output.name().equals("db.namespace")
              ? "current_database()::text"
              : "'" + MetricsChunk.OTHER + "'";
      case COUNTER, SUM, GAUGE, TIME, INFO -> "NULL";
    };
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
