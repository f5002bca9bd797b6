package io.dbintel.udfs.scrub;

import io.dbintel.udfs.logs.LogScrubber;
import io.dbintel.udfs.pii.TextScrubber;
import io.dbintel.udfs.plans.PlanScrubber;
import io.dbintel.udfs.sql.SqlOptions;
import io.dbintel.udfs.sql.SqlScrubber;

/**
 * The scrubbers that belong together: logs hold plans, plans hold statements. Those of plans and
 * logs, which read catalogues, are made when they are first asked for. They reuse their buffers, so
 * not thread-safe.
 */
public final class Scrubbers {
  private final ScrubOptions options;
  private final SqlScrubber sql;
  private final TextScrubber texts;
  private PlanScrubber plans;
  private LogScrubber logs;

  /**
   * @throws IllegalArgumentException naming the rule that is wrong or lacks its key
   */
  public Scrubbers(ScrubOptions options) {
    this.options = options;
    sql = new SqlScrubber(options.sql());
    texts = new TextScrubber(options.rules(), options.key().map(HashKey::bytes).orElse(null));
  }

  public SqlScrubber sql() {
    return sql;
  }

  public PlanScrubber plans() {
    if (plans == null) {
      plans = new PlanScrubber(options.plans(), whole());
    }
    return plans;
  }

  public LogScrubber logs() {
    if (logs == null) {
      logs = new LogScrubber(new SqlScrubber(whole()), plan -> plans().scrub(plan).text());
    }
    return logs;
  }

  public TextScrubber texts() {
    return texts;
  }

  /** Plans and logs hold statements whole, whatever the size at which other sources cut them. */
  private SqlOptions whole() {
    return options.sql().cutAt(0);
  }
}
