package io.dbintel.ingest.publish.spool;

/**
 * Where the first record stands that Kafka has not acknowledged.
 *
 * @param segment id of the segment
 * @param offset bytes from its beginning
 * @param sequence number of the record
 */
record Position(long segment, long offset, long sequence) {
  static Position beginningOf(long segment) {
    return new Position(segment, 0, segment);
  }
}
