package io.dbintel.bench.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;

/**
 * CPU seconds that a server spends per hour.
 *
 * @param same on statements and sessions of this collector
 * @param all on all its signals
 * @param peer on statements and sessions of the naive receiver
 * @param slowest queries of this collector, all signals
 */
record ServerCost(double same, double all, double peer, List<Query> slowest) {
  private static final double HOUR_SECONDS = 3600;

  record Query(String text, double meanMillis, double maxMillis, long calls) {}

  double ratio() {
    return same / peer;
  }

  void print(PrintStream out) {
    out.println("server CPU per hour, in the same run:");
    line(out, "statements 60 s and sessions 1 s", same);
    line(out, "all signals", all);
    line(out, "naive receiver, same intervals", peer);
    out.printf("ratio to the naive receiver: %.3f (aim: at most 0.2)%n", ratio());
    out.println("slowest queries of the collector, as the server counts them:");
    for (Query query : slowest) {
      out.printf(
          "  mean %7.2f ms  max %7.2f ms  %5d calls  %s%n",
          query.meanMillis, query.maxMillis, query.calls, query.text);
    }
  }

  void addTo(ObjectNode json) {
    json.put("server_cpu_s_per_hour", round(same));
    json.put("server_cpu_s_per_hour_all_signals", round(all));
    json.put("server_cpu_s_per_hour_naive", round(peer));
    json.put("ratio_to_naive", round(ratio()));
    json.put("core_share_all_signals", round(all / HOUR_SECONDS));
    json.put(
        "slowest_query_mean_ms",
        round(slowest.stream().mapToDouble(Query::meanMillis).max().orElse(0)));
    json.put(
        "slowest_query_max_ms",
        round(slowest.stream().mapToDouble(Query::maxMillis).max().orElse(0)));
  }

  private static void line(PrintStream out, String what, double seconds) {
    out.printf("  %-36s %8.2f s  %6.3f %% of a core%n", what, seconds, seconds / 36);
  }

  static double round(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
