package io.dbintel.local.demo;

import io.dbintel.local.otlp.LogEntry;
import java.util.Comparator;
import java.util.List;

/**
 * What a statement cost in the last interval, from the event that the OTLP receiver got.
 *
 * @param perSecond calls per second
 * @param load seconds of execution per second
 * @param meanMillis per call
 */
record TopQuery(
    double perSecond,
    double load,
    double meanMillis,
    double rowsPerSecond,
    String database,
    String role,
    String queryid,
    String summary) {
  static final String EVENT = "db.server.top_query";
  private static final double MILLIS = 1000;

  /** Of the latest poll, the costliest first. */
  static List<TopQuery> of(List<LogEntry> logs, RawPolls polls) {
    long latest =
        logs.stream()
            .filter(log -> log.eventName().equals(EVENT))
            .mapToLong(LogEntry::timeUnixNano)
            .max()
            .orElse(0);
    double seconds = polls.secondsBefore(latest / 1000);
    if (seconds == 0) {
      return List.of();
    }
    return logs.stream()
        .filter(log -> log.eventName().equals(EVENT) && log.timeUnixNano() == latest)
        .map(log -> of(log, seconds))
        .sorted(Comparator.comparingDouble(TopQuery::load).reversed())
        .toList();
  }

  private static TopQuery of(LogEntry log, double seconds) {
    double calls = number(log, "postgresql.calls");
    double millis = number(log, "postgresql.total_exec_time");
    return new TopQuery(
        calls / seconds,
        millis / MILLIS / seconds,
        calls == 0 ? 0 : millis / calls,
        number(log, "postgresql.rows") / seconds,
        log.attributes().getOrDefault("db.namespace", ""),
        log.attributes().getOrDefault("postgresql.rolname", ""),
        log.attributes().getOrDefault("postgresql.queryid", ""),
        log.attributes().getOrDefault("db.query.summary", ""));
  }

  private static double number(LogEntry log, String attribute) {
    return Double.parseDouble(log.attributes().getOrDefault(attribute, "0"));
  }
}
