package io.dbintel.ingest.collect;

import java.util.HashMap;
import java.util.Map;

/** Names by oid. */
public record Names(Map<Long, String> databases, Map<Long, String> roles) {

  /** A place to gather the names that one record needs. */
  public Selection select() {
    return new Selection(this, new HashMap<>(), new HashMap<>());
  }

  /** Whether both are named. */
  public boolean know(long userid, long dbid) {
    return roles.containsKey(userid) && databases.containsKey(dbid);
  }

  /** The names of one record. */
  public record Selection(Names all, Map<Long, String> databases, Map<Long, String> roles) {

    public void add(long userid, long dbid) {
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
