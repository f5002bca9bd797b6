package io.dbintel.local.demo;

import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.PublishCounters;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.schemas.topic.Topic;
import java.util.concurrent.atomic.AtomicInteger;

/** Claims to publish all, and loses as many chunks of counters as it was told to. */
final class DroppingPublisher implements RecordPublisher {
  private final RecordPublisher next;
  private final AtomicInteger toDrop;

  DroppingPublisher(RecordPublisher next, AtomicInteger toDrop) {
    this.next = next;
    this.toDrop = toDrop;
  }

  @Override
  public boolean publish(OutgoingRecord record) {
    boolean dropped =
        record.topic() == Topic.RAW_STATEMENTS
            && toDrop.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    return dropped || next.publish(record);
  }

  @Override
  public PublishCounters counters() {
    return next.counters();
  }

  @Override
  public void close() {
    next.close();
  }
}
