package io.dbintel.ingest.runtime;

import io.dbintel.ingest.postgres.Identifiers;

/** Advice on a set-up that works but shows less than it could. */
final class Advice {
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
}
