package io.dbintel.local.it;

import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.PublishCounters;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.schemas.testing.SchemaValidation;
import io.dbintel.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Keeps what a collector publishes, holds it against its JSON Schema, and loses or holds back what
 * a test names.
 */
final class Tap implements RecordPublisher {
  private final RecordPublisher next;
  private final List<OutgoingRecord> taken = new ArrayList<>();
  private Predicate<OutgoingRecord> lost = record -> false;

  Tap(RecordPublisher next) {
    this.next = next;
  }

  /** From now on these records look delivered and are not; the next call replaces the rule. */
  synchronized void lose(Predicate<OutgoingRecord> rule) {
    lost = rule;
  }

  /** Everything published so far, lost records included. */
  synchronized List<OutgoingRecord> taken() {
    return List.copyOf(taken);
  }

  synchronized List<OutgoingRecord> taken(Topic topic) {
    return taken.stream().filter(record -> record.topic() == topic).toList();
  }

  /** Publishes records once more, in this order. */
  void again(List<OutgoingRecord> records) {
    records.forEach(next::publish);
  }

  @Override
  public synchronized boolean publish(OutgoingRecord record) {
    SchemaValidation.assertValid(record.topic(), record.value());
    taken.add(record);
    return lost.test(record) || next.publish(record);
  }

  @Override
  public PublishCounters counters() {
    return next.counters();
  }

  @Override
  public void close() {}
}
