package io.dbintel.local.otlp;

import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Counts log records by event name and keeps the latest by time of each key, the newest keys only.
 */
final class LatestLogs {
  private final Map<Object, LogEntry> latest;
  private final Map<String, Long> counts = new HashMap<>();
  private final Function<LogEntry, Object> key;

  LatestLogs(int limit, Function<LogEntry, Object> key) {
    this.key = key;
    this.latest =
        new LinkedHashMap<>() {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Object, LogEntry> eldest) {
            return size() > limit;
          }
        };
  }

  synchronized long add(ExportLogsServiceRequest request) {
    long added = 0;
    for (var resource : request.getResourceLogsList()) {
      String instance = Attributes.serviceInstance(resource.getResource());
      for (var scope : resource.getScopeLogsList()) {
        for (var item : scope.getLogRecordsList()) {
          keep(
              new LogEntry(
                  instance,
                  item.getEventName(),
                  item.getTimeUnixNano(),
                  Attributes.asText(item.getAttributesList()),
                  item.hasBody() ? Attributes.asText(item.getBody()) : ""));
          added++;
        }
      }
    }
    return added;
  }

  static long records(ExportLogsServiceRequest request) {
    return request.getResourceLogsList().stream()
        .flatMap(resource -> resource.getScopeLogsList().stream())
        .mapToLong(scope -> scope.getLogRecordsCount())
        .sum();
  }

  synchronized Map<String, Long> countsByEventName() {
    return Map.copyOf(counts);
  }

  synchronized List<LogEntry> latest() {
    return List.copyOf(latest.values());
  }

  private void keep(LogEntry entry) {
    counts.merge(entry.eventName(), 1L, Long::sum);
    latest.merge(
        key.apply(entry),
        entry,
        (old, now) -> now.timeUnixNano() >= old.timeUnixNano() ? now : old);
  }
}
