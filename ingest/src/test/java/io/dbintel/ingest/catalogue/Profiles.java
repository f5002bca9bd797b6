package io.dbintel.ingest.catalogue;

import io.dbintel.ingest.capabilities.ServerProfile;
import java.util.Map;
import java.util.Set;

/** Profiles for tests: an ordinary primary that the monitoring role sees all of. */
final class Profiles {
  private Profiles() {}

  static ServerProfile primary(int major) {
    return profile(
        major,
        false,
        "none",
        Map.of("pg_stat_statements", "1.11"),
        Set.of("pg_stat_statements"),
        Map.of("track_io_timing", "off", "track_functions", "none", "compute_query_id", "auto"),
        Set.of("pg_monitor", "pg_read_all_stats"));
  }

  static ServerProfile profile(
      int major,
      boolean replica,
      String managed,
      Map<String, String> extensions,
      Set<String> preloaded,
      Map<String, String> settings,
      Set<String> grants) {
    return new ServerProfile(
        major * 10_000 + 4,
        major + ".4",
        "7400000000000000001",
        1_760_000_000_000_000L,
        replica,
        managed,
        extensions,
        Map.of("pg_stat_statements", "public", "vector", "Vec\"tors"),
        preloaded,
        settings,
        grants,
        16_384);
  }
}
