package io.dbintel.ingest.statements;

import java.util.HashMap;
import java.util.Map;

/** Names by oid. */
record Names(Map<Long, String> databases, Map<Long, String> roles) {

  /** A place to gather the names that one record needs. */
  Selection select() {
    return new Selection(this, new HashMap<>(), new HashMap<>());
  }

  /** The names of one record. */
  record Selection(Names all, Map<Long, String> databases, Map<Long, String> roles) {

    void add(long userid, long dbid) {
      put(all.roles, roles, userid);
      put(all.databases, databases, dbid);
    }

    private static void put(Map<Long, String> from, Map<Long, String> to, long oid) {
      String name = from.get(oid);
      if (name != null) {
        to.put(oid, name);
      }
    }
  }
}
