package io.dbintel.local.it;

import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.PublishCounters;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.raw.LogEntry;
import io.dbintel.schemas.raw.PlanEntry;
import io.dbintel.schemas.raw.RawRecord;
import io.dbintel.schemas.raw.RawRecordCodec;
import io.dbintel.schemas.topic.Topic;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the events and plans that are published, in order. */
final class KeptRecords implements RecordPublisher {
  private final List<RawRecord<LogEntry>> events = new CopyOnWriteArrayList<>();
  private final List<RawRecord<PlanEntry>> plans = new CopyOnWriteArrayList<>();
  private final PublishCounters counters = new PublishCounters();

  List<RawRecord<LogEntry>> events() {
    return events;
  }

  List<RawRecord<PlanEntry>> plans() {
    return plans;
  }

  @Override
  public boolean publish(OutgoingRecord record) {
    try {
      if (record.topic() == Topic.RAW_PLANS) {
        plans.add(RawRecordCodec.PLANS.decode(record.value()));
      } else {
        events.add(RawRecordCodec.LOGS.decode(record.value()));
      }
    } catch (InvalidRecordException e) {
      throw new AssertionError(e);
    }
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
