package io.dbintel.ingest.metrics;

import io.dbintel.schemas.raw.MetricsChunk.Column;
import io.dbintel.schemas.raw.MetricsChunk.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What the collector says of its own visits, so that a limit that leaves databases out is seen. */
final class VisitColumns {
  static final String CATEGORY = "visits";

  static final List<Column> COLUMNS =
      List.of(
          column("found"),
          column("visited"),
          column("closed"),
          column("beyond_limit"),
          column("waiting"),
          column("failed"),
          new Column(
              "undeclared_columns",
              Kind.COUNTER,
              "{column}",
              "dbintel.ingest.undeclared_columns",
              Map.of()));

  private VisitColumns() {}

  static List<Object> row(Visits visits, long undeclaredColumns) {
    DatabaseList databases = visits.databases();
    return Arrays.asList(
        (long) databases.found(),
        (long) databases.visitable().size(),
        (long) databases.closed(),
        (long) databases.beyond(),
        (long) visits.waiting(),
        (long) visits.failed(),
        undeclaredColumns);
  }

  private static Column column(String state) {
    return new Column(
        state, Kind.GAUGE, "{database}", "dbintel.ingest.databases", Map.of("state", state));
  }
}
