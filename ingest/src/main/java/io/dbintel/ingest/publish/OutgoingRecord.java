package io.dbintel.ingest.publish;

import io.dbintel.schemas.topic.Topic;
import java.util.function.Consumer;

/**
 * A record on its way to Kafka. Exactly one of its two callbacks is run for a record that was
 * accepted; for one that was refused, {@code onLost} may be.
 *
 * @param instance the key; of a topic without keys, who sends it
 * @param partition where it must go; null when the key decides
 * @param timestampMillis when it was collected
 * @param value encoded, below the topic's limit; not to be changed any more
 * @param onLost called, on any thread, with the reason, when it was accepted but could not be
 *     delivered. Only if {@link LossReason#passes} is it worth while to publish it again
 * @param onDelivered called, on any thread, once a crash of the collector cannot lose it any more:
 *     the brokers have it, or it is safe on disk. Must be short and not throw
 */
public record OutgoingRecord(
    Topic topic,
    String instance,
    Integer partition,
    long timestampMillis,
    byte[] value,
    Consumer<LossReason> onLost,
    Runnable onDelivered) {

  /** A record whose sender does not ask why it is lost. */
  public OutgoingRecord(
      Topic topic,
      String instance,
      Integer partition,
      long timestampMillis,
      byte[] value,
      Runnable onLost,
      Runnable onDelivered) {
    this(topic, instance, partition, timestampMillis, value, reason -> onLost.run(), onDelivered);
  }

  /** A record whose key decides on its partition, for a sender that asks why it is lost. */
  public OutgoingRecord(
      Topic topic,
      String instance,
      long timestampMillis,
      byte[] value,
      Consumer<LossReason> onLost,
      Runnable onDelivered) {
    this(topic, instance, null, timestampMillis, value, onLost, onDelivered);
  }

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
