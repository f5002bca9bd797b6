package io.dbintel.local.it;

import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.PublishCounters;
import io.dbintel.ingest.publish.RecordPublisher;

/** Takes records and sends them nowhere. */
final class NoPublisher implements RecordPublisher {
  private final PublishCounters counters = new PublishCounters();

  @Override
  public boolean publish(OutgoingRecord record) {
    counters.delivered(record.topic(), record.value().length);
    return true;
  }

  @Override
  public PublishCounters counters() {
    return counters;
  }

  @Override
  public void close() {}
}
