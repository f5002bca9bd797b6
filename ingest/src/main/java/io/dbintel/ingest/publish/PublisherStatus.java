package io.dbintel.ingest.publish;

/**
 * How the way out is.
 *
 * @param kafkaTakes whether Kafka took what was last sent to it
 * @param spooling whether there is a spool at all
 * @param spooledRecords that wait on disk
 * @param spooledBytes that they take there
 * @param oldestMillis collection time of the oldest of them; 0 when none waits
 */
public record PublisherStatus(
    boolean kafkaTakes,
    boolean spooling,
    long spooledRecords,
    long spooledBytes,
    long oldestMillis) {

  /** Of a publisher without a spool. */
  public static PublisherStatus unspooled(boolean kafkaTakes) {
    return new PublisherStatus(kafkaTakes, false, 0, 0, 0);
  }
}
