package io.dbintel.ingest.sessions;

import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.collect.Names;
import io.dbintel.schemas.raw.SessionsTick.Blocked;
import java.util.List;

/**
 * All that one tick learnt from the server.
 *
 * @param blocked of those that wait for a lock, who waits for whom
 * @param waitersLeftOut those that were not asked
 * @param serverMicros time that the server spent on both
 */
record Reading(
    ServerProfile server,
    Sample sample,
    List<Blocked> blocked,
    long waitersLeftOut,
    long serverMicros,
    Names names) {

  /** Whether the role sees less than the profile says it may: a grant was taken away. */
  boolean contradictsProfile() {
    return sample.hidden() > 0 && readsAll(server);
  }

  /** Whether the role may see the state of all sessions. */
  static boolean readsAll(ServerProfile server) {
    return server.has("pg_read_all_stats") || server.has("superuser");
  }
}
