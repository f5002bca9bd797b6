package io.dbintel.schemas.output;

import static java.util.Objects.requireNonNull;

import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.Server;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One record of {@code dbintel.events}: events of one instance at one time.
 *
 * @param id deterministic: the same poll gives the same id
 * @param instance the monitored instance; also the Kafka key
 * @param time server clock, µs since the Unix epoch
 */
public record EventBatch(
    int schemaVersion, String id, String instance, Server server, long time, List<Event> events) {

  public EventBatch {
    requireNonNull(id, "id");
    requireNonNull(instance, "instance");
    requireNonNull(server, "server");
    events = List.copyOf(events);
  }

  public static EventBatch of(
      String id, String instance, Server server, long time, List<Event> events) {
    return new EventBatch(Envelope.SCHEMA_VERSION, id, instance, server, time, events);
  }

  /**
   * @param name OpenTelemetry event name, for example {@code db.server.top_query}
   * @param attributes String, Long, Double or Boolean by attribute key
   */
  public record Event(String name, Map<String, Object> attributes) {
    /**
     * @throws IllegalArgumentException when a value has another type or is not finite
     */
    public Event {
      requireNonNull(name, "name");
      attributes.values().forEach(Event::check);
      attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    private static void check(Object value) {
      boolean finite = !(value instanceof Double number) || Double.isFinite(number);
      boolean known =
          value instanceof String
              || value instanceof Long
              || value instanceof Double
              || value instanceof Boolean;
      if (!known || !finite) {
        throw new IllegalArgumentException(
            "Invalid event attribute: must be a String, Long, finite Double or Boolean");
      }
    }
  }
}
