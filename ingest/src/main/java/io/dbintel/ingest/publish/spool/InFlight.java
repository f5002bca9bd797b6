package io.dbintel.ingest.publish.spool;

import io.dbintel.ingest.publish.OutgoingRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** Records that were sent and that Kafka has not acknowledged yet, in order. Thread-safe. */
final class InFlight {
  private final ConcurrentSkipListMap<Long, Sent> records = new ConcurrentSkipListMap<>();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong next = new AtomicLong();

  private record Sent(OutgoingRecord record, long sinceNanos) {}

  /**
   * @return number of the record
   */
  long add(OutgoingRecord record) {
    long number = next.getAndIncrement();
    bytes.addAndGet(record.value().length);
    records.put(number, new Sent(record, System.nanoTime()));
    return number;
  }

  /** The record, unless it is no longer in flight. */
  Optional<OutgoingRecord> remove(long number) {
    Sent sent = records.remove(number);
    if (sent == null) {
      return Optional.empty();
    }
    bytes.addAndGet(-sent.record().value().length);
    return Optional.of(sent.record());
  }

  long bytes() {
    return bytes.get();
  }

  /** How long the oldest has been waiting; 0 when none does. */
  long oldestNanos() {
    Map.Entry<Long, Sent> first = records.firstEntry();
    return first == null ? 0 : System.nanoTime() - first.getValue().sinceNanos();
  }

  /** Takes all out, in order. */
  List<OutgoingRecord> takeAll() {
    List<OutgoingRecord> taken = new ArrayList<>();
    for (Long number : records.keySet()) {
      remove(number).ifPresent(taken::add);
    }
    return taken;
  }
}
