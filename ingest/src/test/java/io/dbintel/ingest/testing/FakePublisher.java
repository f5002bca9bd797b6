package io.dbintel.ingest.testing;

import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.PublishCounters;
import io.dbintel.ingest.publish.RecordPublisher;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is given; refuses everything once told to. */
public final class FakePublisher implements RecordPublisher {
  private final List<OutgoingRecord> records = new CopyOnWriteArrayList<>();
  private final PublishCounters counters = new PublishCounters();
  private volatile boolean refusing;

  public List<OutgoingRecord> records() {
    return records;
  }

  public void refuse() {
    refusing = true;
  }

  @Override
  public boolean publish(OutgoingRecord record) {
    if (refusing) {
      counters.lost(record.topic());
      return false;
    }
    records.add(record);
    counters.delivered(record.topic(), record.value().length);
    record.onDelivered().run();
    return true;
  }

  @Override
  public PublishCounters counters() {
    return counters;
  }

  @Override
  public void close() {}
}
