package io.dbintel.local.it;

import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.PublishCounters;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.statements.StatementsChunk;
import io.dbintel.schemas.topic.Topic;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Keeps what is published, and sends it nowhere. */
final class Kept implements RecordPublisher {
  private final Queue<OutgoingRecord> records = new ConcurrentLinkedQueue<>();
  private final PublishCounters counters = new PublishCounters();

  /** The first chunk of each poll of an instance, in order. */
  List<StatementsChunk> polls(String instance) {
    return records.stream()
        .filter(each -> each.topic() == Topic.RAW_STATEMENTS && each.instance().equals(instance))
        .map(Collector::chunk)
        .filter(chunk -> chunk.poll().bucket() <= 0)
        .toList();
  }

  /** Times at which the polls that read the server were taken, µs. */
  List<Long> ticks(String instance) {
    return polls(instance).stream()
        .filter(chunk -> chunk.envelope().outcome() == Outcome.OK)
        .map(chunk -> chunk.envelope().collectedAt())
        .toList();
  }

  /** Why polls failed or were left out, in order. */
  List<String> reasons(String instance) {
    return polls(instance).stream()
        .filter(chunk -> chunk.envelope().outcome() != Outcome.OK)
        .map(chunk -> chunk.envelope().reason())
        .toList();
  }

  @Override
  public boolean publish(OutgoingRecord record) {
    records.add(record);
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
