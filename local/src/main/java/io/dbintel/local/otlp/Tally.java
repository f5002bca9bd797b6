package io.dbintel.local.otlp;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** Counts what a receiver sees. */
final class Tally {
  private final AtomicLong requests = new AtomicLong();
  private final LongAdder answers2xx = new LongAdder();
  private final LongAdder accepted = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder duplicates = new LongAdder();
  private final LongAdder fallen = new LongAdder();
  private final LongAdder logRecords = new LongAdder();
  private final LongAdder undecodable = new LongAdder();

  /** The number of a new request, from 1. */
  long request() {
    return requests.incrementAndGet();
  }

  void answered(int status) {
    if (status / 100 == 2) {
      answers2xx.increment();
    }
  }

  /** Returns how many points were refused. */
  long points(Map<Effect, Long> effects) {
    long refused = effects.getOrDefault(Effect.REFUSED, 0L);
    accepted.add(effects.values().stream().mapToLong(Long::longValue).sum() - refused);
    duplicates.add(effects.getOrDefault(Effect.DUPLICATE, 0L));
    fallen.add(effects.getOrDefault(Effect.FALLEN, 0L));
    rejected(refused);
    return refused;
  }

  void rejected(long count) {
    rejected.add(count);
  }

  void logs(long count) {
    logRecords.add(count);
  }

  void undecodable() {
    undecodable.increment();
  }

  ReceiverCounts counts() {
    return new ReceiverCounts(
        requests.get(),
        answers2xx.sum(),
        accepted.sum(),
        rejected.sum(),
        duplicates.sum(),
        fallen.sum(),
        logRecords.sum(),
        undecodable.sum());
  }
}
