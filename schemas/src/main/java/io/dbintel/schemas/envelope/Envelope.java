package io.dbintel.schemas.envelope;

import java.util.Map;

/**
 * The part that all raw records share.
 *
 * @param schemaVersion version of the record's schema; a reader refuses what is newer than it knows
 * @param id deterministic id of the record, for de-duplication
 * @param instance stable id of the monitored instance, chosen by the user; also the Kafka key
 * @param collector id of the collector
 * @param collectedAt collector clock, µs since the Unix epoch; also the Kafka timestamp (in ms)
 * @param serverTimeBefore server clock before the read, µs; null when the server was not reached
 * @param serverTimeAfter server clock after the read, µs; null when the server was not reached
 * @param outcome how the read ended
 * @param reason why it did not end ok: a short code, never a message of the server; else null
 * @param server the monitored server
 * @param epoch null when the read failed before it was known
 * @param databases name by oid of every database that occurs in the record
 * @param roles name by oid of every role that occurs in the record
 * @param scrubVersion version of the scrubber when texts were scrubbed at the edge; else null
 * @param sequence position among the records of this collector run, instance and kind
 */
public record Envelope(
    int schemaVersion,
    String id,
    String instance,
    String collector,
    long collectedAt,
    Long serverTimeBefore,
    Long serverTimeAfter,
    Outcome outcome,
    String reason,
    Server server,
    Epoch epoch,
    Map<Long, String> databases,
    Map<Long, String> roles,
    String scrubVersion,
    Sequence sequence) {

  /** The schema version this release writes, and the newest it reads. */
  public static final int SCHEMA_VERSION = 1;

  public Envelope {
    databases = Map.copyOf(databases);
    roles = Map.copyOf(roles);
  }

  /** The same record, with how its read ended. */
  public Envelope withOutcome(Outcome newOutcome, String newReason) {
    return new Envelope(
        schemaVersion,
        id,
        instance,
        collector,
        collectedAt,
        serverTimeBefore,
        serverTimeAfter,
        newOutcome,
        newReason,
        server,
        epoch,
        databases,
        roles,
        scrubVersion,
        sequence);
  }
}
