package io.dbintel.local.otlp;

import java.util.Map;

/**
 * A log record as it arrived.
 *
 * @param instance the resource attribute {@code service.instance.id}, empty when there is none
 * @param eventName empty for a record that is no event
 * @param timeUnixNano when it happened, as the sender says
 * @param attributes values as text
 * @param body as text, empty when there is none
 */
public record LogEntry(
    String instance,
    String eventName,
    long timeUnixNano,
    Map<String, String> attributes,
    String body) {
  public LogEntry {
    attributes = Map.copyOf(attributes);
  }
}
