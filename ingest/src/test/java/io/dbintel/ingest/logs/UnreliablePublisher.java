package io.dbintel.ingest.logs;

import io.dbintel.ingest.publish.LossReason;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.PublishCounters;
import io.dbintel.ingest.publish.RecordPublisher;
import java.util.ArrayList;
import java.util.List;

/** Delivers at once, later or never, as it is told. */
final class UnreliablePublisher implements RecordPublisher {
  private final List<OutgoingRecord> delivered = new ArrayList<>();
  private final List<OutgoingRecord> held = new ArrayList<>();
  private final PublishCounters counters = new PublishCounters();
  private boolean refusing;
  private boolean holding;
  private int acceptNext = Integer.MAX_VALUE;

  synchronized void refuse(boolean refuse) {
    refusing = refuse;
  }

  /** Takes so many more, and then refuses. */
  synchronized void acceptOnly(int records) {
    acceptNext = records;
  }

  synchronized void hold(boolean hold) {
    holding = hold;
  }

  /** Delivers what is held. */
  void release() {
    for (OutgoingRecord record : takeHeld()) {
      deliver(record);
    }
  }

  /** Loses what is held. */
  int lose() {
    return lose(LossReason.KAFKA_REFUSED);
  }

  int lose(LossReason reason) {
    List<OutgoingRecord> lost = takeHeld();
    lost.forEach(record -> record.onLost().accept(reason));
    return lost.size();
  }

  /** What is held is gone without a word, as when the collector is killed. */
  void forget() {
    takeHeld();
  }

  synchronized List<OutgoingRecord> delivered() {
    return List.copyOf(delivered);
  }

  synchronized int held() {
    return held.size();
  }

  @Override
  public boolean publish(OutgoingRecord record) {
    synchronized (this) {
      if (refusing || acceptNext <= 0) {
        counters.lost(record.topic());
        return false;
      }
      acceptNext--;
      if (holding) {
        held.add(record);
        return true;
      }
    }
    deliver(record);
    return true;
  }

  @Override
  public PublishCounters counters() {
    return counters;
  }

  @Override
  public void close() {}

  private void deliver(OutgoingRecord record) {
    synchronized (this) {
      delivered.add(record);
    }
    counters.delivered(record.topic(), record.value().length);
    record.onDelivered().run();
  }

  private synchronized List<OutgoingRecord> takeHeld() {
    List<OutgoingRecord> taken = List.copyOf(held);
    held.clear();
    return taken;
  }
}
