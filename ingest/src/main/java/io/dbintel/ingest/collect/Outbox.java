package io.dbintel.ingest.collect;

import io.dbintel.ingest.publish.LossReason;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.schemas.topic.Topic;
import java.util.function.Consumer;

/** Hands the records of one poll over in order; after a refusal the rest is dropped. */
public final class Outbox {
  private final RecordPublisher publisher;
  private final String instance;
  private final long collectedAtMicros;
  private int records;
  private long bytes;
  private boolean accepted = true;

  public Outbox(RecordPublisher publisher, String instance, long collectedAtMicros) {
    this.publisher = publisher;
    this.instance = instance;
    this.collectedAtMicros = collectedAtMicros;
  }

  public long collectedAtMicros() {
    return collectedAtMicros;
  }

  public boolean send(Topic topic, byte[] value) {
    return send(topic, value, () -> {});
  }

  public boolean send(Topic topic, byte[] value, Runnable onLost) {
    return send(topic, value, onLost, () -> {});
  }

  public boolean send(Topic topic, byte[] value, Runnable onLost, Runnable onDelivered) {
    return send(topic, value, reason -> onLost.run(), onDelivered);
  }

  public boolean send(
      Topic topic, byte[] value, Consumer<LossReason> onLost, Runnable onDelivered) {
    accepted =
        accepted
            && publisher.publish(
                new OutgoingRecord(
                    topic, instance, collectedAtMicros / 1_000, value, onLost, onDelivered));
    if (accepted) {
      records++;
      bytes += value.length;
    }
    return accepted;
  }

  public int records() {
    return records;
  }

  public long bytes() {
    return bytes;
  }

  public boolean accepted() {
    return accepted;
  }
}
