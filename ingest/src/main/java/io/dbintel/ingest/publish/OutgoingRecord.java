package io.dbintel.ingest.publish;

import io.dbintel.schemas.topic.Topic;

/**
 * A record on its way to Kafka.
 *
 * @param instance the key; of a topic without keys, who sends it
 * @param partition where it must go; null when the key decides
 * @param timestampMillis when it was collected
 * @param value encoded, below the topic's limit; not to be changed any more
 * @param onLost called, on any thread, when it was accepted but could not be delivered
 */
public record OutgoingRecord(
    Topic topic,
    String instance,
    Integer partition,
    long timestampMillis,
    byte[] value,
    Runnable onLost) {

  /** A record whose key decides on its partition. */
  public OutgoingRecord(
      Topic topic, String instance, long timestampMillis, byte[] value, Runnable onLost) {
    this(topic, instance, null, timestampMillis, value, onLost);
  }
}
