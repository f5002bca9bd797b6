package io.dbintel.schemas.deadletter;

import static java.util.Objects.requireNonNull;

import io.dbintel.schemas.envelope.Envelope;

/**
 * One record of {@code dbintel.deadletter}.
 *
 * @param schemaVersion version of this record's schema
 * @param id {@code topic:partition:offset}, with an item suffix when one record gives several
 * @param instance Kafka key of the source record; null when it had none that could be read
 * @param topic source topic
 * @param partition source partition; -1 when not known
 * @param offset source offset; -1 when not known
 * @param stage which stage refused it, for example {@code statements}
 * @param reason why
 * @param message our own words: names the field and the rule, never the value
 */
public record DeadLetter(
    int schemaVersion,
    String id,
    String instance,
    String topic,
    int partition,
    long offset,
    String stage,
    Reason reason,
    String message) {

  public DeadLetter {
    requireNonNull(id, "id");
    requireNonNull(topic, "topic");
    requireNonNull(stage, "stage");
    requireNonNull(reason, "reason");
    requireNonNull(message, "message");
  }

  /** A dead letter for a whole Kafka record. */
  public static DeadLetter of(
      String instance,
      String topic,
      int partition,
      long offset,
      String stage,
      Reason reason,
      String message) {
    return new DeadLetter(
        Envelope.SCHEMA_VERSION,
        topic + ":" + partition + ":" + offset,
        instance,
        topic,
        partition,
        offset,
        stage,
        reason,
        message);
  }
}
