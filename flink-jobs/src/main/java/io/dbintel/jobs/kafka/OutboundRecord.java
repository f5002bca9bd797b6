package io.dbintel.jobs.kafka;

/**
 * One record to be written.
 *
 * @param key decides the partition; null spreads records over all partitions
 * @param timestamp of the Kafka record, ms since the Unix epoch
 */
public record OutboundRecord(String topic, String key, long timestamp, byte[] value) {

  /** Without the payload, which may be personal. */
  @Override
  public String toString() {
    return "OutboundRecord[" + topic + ", key " + key + "]";
  }
}
