package io.dbintel.ingest.runtime;

import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.Identifiers;
import io.dbintel.ingest.statements.PollSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Advice on a set-up that works but shows less than it could. */
final class Advice {
  private static final Logger LOG = LoggerFactory.getLogger(Advice.class);

  private Advice() {}

  static String ofPrivilege(String user, int hiddenRows) {
    return "role "
        + user
        + " may not see the statements of other roles ("
        + hiddenRows
        + " rows are hidden). Fix: run GRANT pg_read_all_stats TO "
        + Identifiers.quote(user)
        + ";";
  }

  static void sayPrivilege(TargetConfig target, PollSummary summary) {
    if (!summary.epoch().readsAll()) {
      LOG.warn(
          "target {}: {}", target.instance(), ofPrivilege(target.user(), summary.hiddenRows()));
    }
  }
}
