package io.dbintel.jobs.export.testing;

import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A data point or log record as it arrived.
 *
 * @param name of the metric or event
 * @param value of a point; 0 for a log record
 */
public record Item(
    String instance, String name, Map<String, String> attributes, long timeNanos, long value) {

  /** Instance, name and attributes: what makes a series. */
  public String series() {
    return instance + " " + name + " " + attributes;
  }

  static Map<String, String> attributes(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(
            Collectors.toMap(
                KeyValue::getKey, a -> a.getValue().getStringValue(), (a, b) -> b, TreeMap::new));
  }
}
