package io.dbintel.ingest.publish.spool;

import io.dbintel.ingest.publish.OutgoingRecord;
import java.util.List;

/**
 * The oldest records of a spool, in order.
 *
 * @param losses of records that stood before, between or behind them
 * @param end where the first record after them stands
 */
record Batch(List<OutgoingRecord> records, List<Loss> losses, Position end) {
  Batch {
    records = List.copyOf(records);
    losses = List.copyOf(losses);
  }
}
