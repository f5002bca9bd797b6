package io.dbintel.local.otlp;

import java.util.Map;

/**
 * What tells one series from another.
 *
 * @param instance the resource attribute {@code service.instance.id}, empty when there is none
 * @param attributes of the point, values as text
 */
public record SeriesKey(String instance, String metric, Map<String, String> attributes) {
  public SeriesKey {
    attributes = Map.copyOf(attributes);
  }

  /** The value of an attribute, empty when the series has none of that name. */
  public String attribute(String name) {
    return attributes.getOrDefault(name, "");
  }
}
