package io.dbintel.udfs.scrub;

import io.dbintel.udfs.pii.TextRules;
import io.dbintel.udfs.plans.PlanOptions;
import io.dbintel.udfs.sql.SqlOptions;
import java.util.Optional;

/**
 * How to scrub.
 *
 * @param sql how the server reads its statements, in plans and logs too; where the source cuts
 *     them, which is so for texts of kind sql only
 * @param plans what a plan keeps
 * @param rules what to look for in free text, and what to do with it
 * @param key for rules that hash
 */
public record ScrubOptions(
    SqlOptions sql, PlanOptions plans, TextRules rules, Optional<HashKey> key) {
  /** Whole statements of a server with default settings, every detector, no hashes. */
  public static ScrubOptions standard() {
    return new ScrubOptions(
        SqlOptions.DEFAULT, PlanOptions.DEFAULT, TextRules.standard(), Optional.empty());
  }

  public ScrubOptions with(SqlOptions other) {
    return new ScrubOptions(other, plans, rules, key);
  }

  public ScrubOptions with(PlanOptions other) {
    return new ScrubOptions(sql, other, rules, key);
  }

  public ScrubOptions with(TextRules other) {
    return new ScrubOptions(sql, plans, other, key);
  }

  public ScrubOptions with(HashKey other) {
    return new ScrubOptions(sql, plans, rules, Optional.of(other));
  }
}
