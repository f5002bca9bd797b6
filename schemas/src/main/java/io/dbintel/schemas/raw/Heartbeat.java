package io.dbintel.schemas.raw;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * A sign of life of a collector. One goes to every partition at every tick: a silent instance is
 * judged against these.
 *
 * @param id of the record
 * @param collectorStart start of the collector's run, µs
 * @param tick from 0 in each run
 * @param at collector clock, µs
 * @param intervalMicros until the next
 * @param instances how many targets it has
 * @param lost records lost since the start of the run, by topic: the spool was full, or Kafka
 *     refused them
 */
public record Heartbeat(
    int schemaVersion,
    String id,
    String collector,
    long collectorStart,
    long tick,
    long at,
    long intervalMicros,
    int instances,
    Map<String, Long> lost) {

  public static final int SCHEMA_VERSION = 1;

  public Heartbeat {
    requireNonNull(id, "id");
    requireNonNull(collector, "collector");
    lost = Map.copyOf(lost);
  }
}
