package io.dbintel.schemas.output;

import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.Server;
import java.util.List;
import java.util.Map;

/**
 * One record of {@code dbintel.events}: events of one instance at one time.
 *
 * @param id deterministic: the same poll gives the same id
 * @param instance the monitored instance; also the Kafka key
 * @param time server clock, µs since the Unix epoch
 */
public record EventBatch(
    int schemaVersion, String id, String instance, Server server, long time, List<Event> events) {

  public static EventBatch of(
      String id, String instance, Server server, long time, List<Event> events) {
    return new EventBatch(Envelope.SCHEMA_VERSION, id, instance, server, time, events);
  }

  /**
   * @param name OpenTelemetry event name, for example {@code db.server.top_query}
   * @param attributes String, Long, Double or Boolean by attribute key
   */
  public record Event(String name, Map<String, Object> attributes) {}
}
