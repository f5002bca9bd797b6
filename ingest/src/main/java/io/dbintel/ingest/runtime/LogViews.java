package io.dbintel.ingest.runtime;

import static java.util.Map.entry;

import io.dbintel.ingest.logs.LogCounts;
import io.dbintel.ingest.logs.LogsCollector;
import io.dbintel.ingest.telemetry.IngestMetric;
import io.dbintel.ingest.telemetry.IngestTelemetry.LogView;
import java.util.Map;

/** What became of a log, as metrics. */
final class LogViews {
  private LogViews() {}

  static LogView of(String instance, LogsCollector logs) {
    return of(instance, logs.counts(), logs.status().lagBytes());
  }

  static LogView of(String instance, LogCounts counts, long lagBytes) {
    return new LogView(
        instance,
        Map.ofEntries(
            entry(IngestMetric.LOG_ENTRIES, counts.entries()),
            entry(IngestMetric.LOG_PLANS, counts.plans()),
            entry(IngestMetric.LOG_EVENTS, counts.events()),
            entry(IngestMetric.LOG_UNREADABLE, counts.unreadable()),
            entry(IngestMetric.LOG_SHREDDED, counts.shredded()),
            entry(IngestMetric.LOG_TRUNCATED, counts.truncated()),
            entry(IngestMetric.LOG_FAILED, counts.failed()),
            entry(IngestMetric.LOG_GAPS, counts.gaps()),
            entry(IngestMetric.LOG_LOST_BYTES, counts.lostBytes()),
            entry(IngestMetric.LOG_LOST_RECORDS, counts.lostRecords()),
            entry(IngestMetric.LOG_LAG, lagBytes)));
  }
}
