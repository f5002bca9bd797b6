package io.dbintel.ingest.publish.spool;

import io.dbintel.ingest.publish.OutgoingRecord;

/** What stands in a file between two damaged places. */
sealed interface Frame {
  /** Number of the first record that it speaks of; each record of a spool has the next one. */
  long sequence();

  /** How many records it speaks of. */
  default long records() {
    return 1;
  }

  /** That it takes in its file. */
  int bytes();

  /** Number of the record after it. */
  default long next() {
    return sequence() + records();
  }

  /** A record. */
  record Kept(long sequence, int bytes, OutgoingRecord record) implements Frame {}

  /** In place of records that had to go, and that were counted then. */
  record Dropped(long sequence, int bytes, long records) implements Frame {}

  /** A record that only another release can read. */
  record Unknown(long sequence, int bytes) implements Frame {}
}
