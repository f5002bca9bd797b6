package io.dbintel.ingest.publish.spool;

import io.dbintel.ingest.publish.LossReason;
import io.dbintel.ingest.publish.OutgoingRecord;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What becomes of the records of a batch. Thread-safe. */
final class BatchDelivery {
  private final CountDownLatch open;

  /** Why a record was refused for good; empty for one that was delivered. */
  private final Map<OutgoingRecord, Optional<LossReason>> ended = new ConcurrentHashMap<>();

  private volatile boolean refused;

  BatchDelivery(int records) {
    this.open = new CountDownLatch(records);
  }

  KafkaLink.Outcome of(OutgoingRecord record) {
    return new KafkaLink.Outcome() {
      @Override
      public void delivered() {
        ended.put(record, Optional.empty());
        open.countDown();
      }

      @Override
      public void failed(LossReason reason) {
        if (reason == LossReason.KAFKA_REFUSED) {
          refused = true;
        } else {
          ended.put(record, Optional.of(reason));
        }
        open.countDown();
      }
    };
  }

  /** Whether Kafka does not take the batch now. */
  boolean refused() {
    return refused;
  }

  /** Waits until all have ended; false when none did for so long, or Kafka does not take them. */
  boolean await(Duration patience) throws InterruptedException {
    if (refused) {
      return false;
    }
    long left = open.getCount();
    while (!open.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      if (refused || open.getCount() == left) {
        return false;
      }
      left = open.getCount();
    }
    return !refused;
  }

  /** To be called once, when the batch leaves the spool. */
  void count(LossLog losses) {
    ended.forEach(
        (record, lost) ->
            lost.ifPresentOrElse(
                reason -> losses.lost(record.topic(), reason, 1),
                () -> losses.counters().delivered(record.topic(), record.value().length)));
  }
}
