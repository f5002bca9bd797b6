package io.dbintel.bench.ingest;

import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.PublishCounters;
import io.dbintel.ingest.publish.RecordPublisher;

/** Takes every record and counts it; the server's cost does not depend on Kafka. */
final class CountingPublisher implements RecordPublisher {
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
