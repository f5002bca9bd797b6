package io.dbintel.udfs.plans;

import io.dbintel.udfs.sql.ScrubbedSql;
import java.util.Optional;

/** What is said of one plan besides its text. */
final class Tally {
  private int dropped;
  private boolean truncated;
  private Optional<ScrubbedSql> query = Optional.empty();

  void drop() {
    dropped++;
  }

  void truncate() {
    truncated = true;
  }

  /** The first statement of a plan is the one it belongs to; later ones are remote. */
  void query(ScrubbedSql sql) {
    if (query.isEmpty()) {
      query = Optional.of(sql);
    }
  }

  ScrubbedPlan plan(String text, PlanFormat format) {
    return new ScrubbedPlan(text, format, truncated, dropped, query);
  }
}
