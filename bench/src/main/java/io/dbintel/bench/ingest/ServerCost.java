package io.dbintel.bench.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;

/**
 * CPU seconds that a server spends per hour, all in the same run.
 *
 * @param own this collector
 * @param naive the naive receiver
 * @param lookups the naive receiver, with sessions sampled as OpenTelemetry's receiver does
 * @param listing of the sessions, once a second, without anything of them
 * @param all signals of this collector
 * @param slowest queries of this collector, all signals
 */
record ServerCost(
    Spent own, Spent naive, Spent lookups, double listing, double all, List<Query> slowest) {
  private static final double HOUR_SECONDS = 3600;

  record Query(String text, double meanMillis, double maxMillis, long calls) {}

  /**
   * @param statements each minute
   * @param sessions each second
   */
  record Spent(double statements, double sessions) {
    double both() {
      return statements + sessions;
    }

    double ratioTo(Spent other) {
      return both() / other.both();
    }
  }

  void print(PrintStream out) {
    out.println("server CPU per hour, in the same run:     statements 60 s  sessions 1 s     both");
    line(out, "this collector", own);
    line(out, "naive receiver", naive);
    line(out, "the same, sampling as OpenTelemetry's", lookups);
    out.printf("  %-53s %10.2f s%n", "listing the sessions alone, each second", listing);
    out.printf(
        "  %-64s %7.2f s  %.3f %% of a core%n",
        "all signals of this collector", all, percentOfCore(all));
    out.printf(
        "ratio to the naive receiver: %.3f (aim: at most 0.2); with samples as OpenTelemetry's:"
            + " %.3f%n",
        own.ratioTo(naive), own.ratioTo(lookups));
    out.printf(
        "listing the sessions alone would be a ratio of %.3f and %.3f%n",
        listing / naive.both(), listing / lookups.both());
    out.println("slowest queries of the collector, as the server counts them:");
    for (Query query : slowest) {
      out.printf(
          "  mean %7.2f ms  max %7.2f ms  %5d calls  %s%n",
          query.meanMillis, query.maxMillis, query.calls, query.text);
    }
  }

  void addTo(ObjectNode json) {
    json.put("server_cpu_s_per_hour", round(own.both()));
    json.put("server_cpu_s_per_hour_statements", round(own.statements));
    json.put("server_cpu_s_per_hour_sessions", round(own.sessions));
    json.put("server_cpu_s_per_hour_all_signals", round(all));
    json.put("server_cpu_s_per_hour_naive", round(naive.both()));
    json.put("server_cpu_s_per_hour_naive_statements", round(naive.statements));
    json.put("server_cpu_s_per_hour_naive_sessions", round(naive.sessions));
    json.put("server_cpu_s_per_hour_opentelemetry_sessions", round(lookups.sessions));
    json.put("server_cpu_s_per_hour_listing_sessions", round(listing));
    json.put("ratio_to_naive", round(own.ratioTo(naive)));
    json.put("ratio_to_opentelemetry", round(own.ratioTo(lookups)));
    json.put("core_share_all_signals", round(all / HOUR_SECONDS));
    json.put(
        "slowest_query_mean_ms",
        round(slowest.stream().mapToDouble(Query::meanMillis).max().orElse(0)));
    json.put(
        "slowest_query_max_ms",
        round(slowest.stream().mapToDouble(Query::maxMillis).max().orElse(0)));
  }

  private static void line(PrintStream out, String what, Spent spent) {
    out.printf(
        "  %-38s %14.2f s  %10.2f s  %7.2f s  %.3f %% of a core%n",
        what, spent.statements, spent.sessions, spent.both(), percentOfCore(spent.both()));
  }

  private static double percentOfCore(double secondsPerHour) {
    return secondsPerHour / HOUR_SECONDS * 100;
  }

  static double round(double value) {
    return Math.round(value * 10_000) / 10_000.0;
  }
}
