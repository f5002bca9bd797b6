package io.dbintel.jobs.kafka;

import java.nio.charset.StandardCharsets;

/**
 * One Kafka record as it was read. The arrays are never changed once the record exists.
 *
 * @param timestamp of the Kafka record, ms since the Unix epoch
 * @param key null when the record has none
 * @param value null for a tombstone
 */
public record RawRecord(
    String topic, int partition, long offset, long timestamp, byte[] key, byte[] value) {

  /** The key as text; null when there is none. */
  public String keyText() {
    return key == null ? null : new String(key, StandardCharsets.UTF_8);
  }

  /** The position only: the payload may be personal. */
  @Override
  public String toString() {
    return "RawRecord[" + topic + ":" + partition + ":" + offset + "]";
  }
}
