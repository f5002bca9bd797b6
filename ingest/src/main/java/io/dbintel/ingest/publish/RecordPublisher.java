package io.dbintel.ingest.publish;

import io.dbintel.schemas.topic.Topic;

/**
 * Takes records in order. Records of one instance come from one thread at a time; different
 * instances publish at once.
 */
public interface RecordPublisher extends AutoCloseable {
  /**
   * Accepts a record for delivery. Blocks for a bounded time when too much is waiting.
   *
   * @return false when the record was dropped; it is counted, and the rest of its poll is better
   *     dropped as well
   */
  boolean publish(OutgoingRecord record);

  /** What became of the records so far. */
  PublishCounters counters();

  /** How many partitions a topic has. */
  default int partitions(Topic topic) {
    return topic.partitions();
  }

  /** How the way out is, without asking Kafka. */
  default PublisherStatus status() {
    return PublisherStatus.unspooled(true);
  }

  /** Delivers what is waiting, within a bound, and frees everything. */
  @Override
  void close();
}
