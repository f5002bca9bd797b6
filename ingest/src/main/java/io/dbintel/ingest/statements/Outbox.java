package io.dbintel.ingest.statements;

import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.schemas.topic.Topic;

/** Hands the records of one poll over in order; after a refusal the rest is dropped. */
final class Outbox {
  private final RecordPublisher publisher;
  private final String instance;
  private final long collectedAtMicros;
  private int records;
  private long bytes;
  private boolean accepted = true;

  Outbox(RecordPublisher publisher, String instance, long collectedAtMicros) {
    this.publisher = publisher;
    this.instance = instance;
    this.collectedAtMicros = collectedAtMicros;
  }

  long collectedAtMicros() {
    return collectedAtMicros;
  }

  boolean send(Topic topic, byte[] value) {
    return send(topic, value, () -> {});
  }

  boolean send(Topic topic, byte[] value, Runnable onLost) {
    accepted =
        accepted
            && publisher.publish(
                new OutgoingRecord(topic, instance, collectedAtMicros / 1_000, value, onLost));
    if (accepted) {
      records++;
      bytes += value.length;
    }
    return accepted;
  }

  int records() {
    return records;
  }

  long bytes() {
    return bytes;
  }

  boolean accepted() {
    return accepted;
  }
}
