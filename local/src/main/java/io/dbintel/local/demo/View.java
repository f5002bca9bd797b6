package io.dbintel.local.demo;

import io.dbintel.schemas.output.QueryMetrics;
import io.dbintel.schemas.output.QueryMetrics.Measure;
import java.util.List;
import java.util.Map;

/**
 * pg_stat_statements at one moment.
 *
 * @param ordinals counters that this release has, derived ones last
 * @param excludedRoles oids of the roles whose entries are not in {@code rows}
 */
record View(Map<StatementKey, Counters> rows, List<Integer> ordinals, List<Long> excludedRoles) {
  /** The measures of metrics that this release has. */
  List<Measure> measures() {
    return QueryMetrics.measures().stream()
        .filter(measure -> ordinals.contains(measure.ordinal()))
        .toList();
  }
}
