package io.dbintel.local.workload;

import static io.dbintel.local.workload.ShopQueries.row;

import java.util.List;
import java.util.random.RandomGenerator;

/** What runs in the database {@code analytics}. */
final class AnalyticsQueries {
  static final List<Task> ANALYSTS =
      List.of(
          Task.of(
              "SELECT kind, date_trunc('hour', at) AS hour, count(*), avg(amount), percentile_cont(0.95) WITHIN GROUP"
                  + " (ORDER BY amount) FROM visits GROUP BY kind, hour ORDER BY count(*) DESC",
              random -> row()),
          Task.of(
              "INSERT INTO visits (kind, amount) SELECT 'live', random() * 100 FROM generate_series(1, ?)",
              random -> row(1 + random.nextInt(5))),
          Task.of(
              "SELECT count(*) FROM visits WHERE amount > ?",
              random -> row((double) random.nextInt(100))),
          Task.of(
              "SELECT max(at) FROM visits WHERE kind = ?",
              random -> row("kind-" + random.nextInt(5))),
          Task.adHoc(AnalyticsQueries::slice));

  private static final List<String> MEASURES =
      List.of("count(*)", "sum(amount)", "avg(amount)", "max(amount)", "min(at)");
  private static final List<String> GROUPS =
      List.of("kind", "visitor % 10", "date_trunc('day', at)");

  private AnalyticsQueries() {}

  private static String slice(RandomGenerator random) {
    return "SELECT %s, %s, %s FROM visits WHERE id > 55000 GROUP BY 1"
        .formatted(
            GROUPS.get(random.nextInt(GROUPS.size())),
            MEASURES.get(random.nextInt(MEASURES.size())),
            MEASURES.get(random.nextInt(MEASURES.size())));
  }
}
