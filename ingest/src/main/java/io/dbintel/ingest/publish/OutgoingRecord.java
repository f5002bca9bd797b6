package io.dbintel.ingest.publish;

import io.dbintel.schemas.topic.Topic;

/**
 * A record on its way to Kafka. Exactly one of its two callbacks is run for a record that was
 * accepted; for one that was refused, {@code onLost} may be.
 *
 * @param instance the key; of a topic without keys, who sends it
 * @param partition where it must go; null when the key decides
 * @param timestampMillis when it was collected
 * @param value encoded, below the topic's limit; not to be changed any more
 * @param onLost called, on any thread, when it was accepted but could not be delivered
 * @param onDelivered called, on any thread, once a crash of the collector cannot lose it any more:
 *     the brokers have it, or it is safe on disk. Must be short and not throw
 */
public record OutgoingRecord(
    Topic topic,
    String instance,
    Integer partition,
    long timestampMillis,
    byte[] value,
    Runnable onLost,
    Runnable onDelivered) {

  /** A record whose key decides on its partition. */
  public OutgoingRecord(
      Topic topic,
      String instance,
      long timestampMillis,
      byte[] value,
      Runnable onLost,
      Runnable onDelivered) {
    this(topic, instance, null, timestampMillis, value, onLost, onDelivered);
  }

  /** A record whose delivery nobody waits for. */
  public OutgoingRecord(
      Topic topic, String instance, long timestampMillis, byte[] value, Runnable onLost) {
    this(topic, instance, timestampMillis, value, onLost, () -> {});
  }
}
