package io.dbintel.ingest.publish;

import io.dbintel.schemas.topic.Topic;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts records by topic: received, delivered, their bytes, and lost. Thread-safe. */
public final class PublishCounters {
  private final Map<Topic, Adders> adders = new EnumMap<>(Topic.class);

  public PublishCounters() {
    for (Topic topic : Topic.all()) {
      adders.put(topic, new Adders());
    }
  }

  /** A collector has handed a record over. */
  public void received(Topic topic) {
    adders.get(topic).received.increment();
  }

  public void delivered(Topic topic, int bytes) {
    adders.get(topic).records.increment();
    adders.get(topic).bytes.add(bytes);
  }

  public void lost(Topic topic) {
    lost(topic, LossReason.KAFKA_REFUSED, 1);
  }

  public void lost(Topic topic, LossReason reason, long records) {
    adders.get(topic).lost.get(reason).add(records);
  }

  public long receivedOf(Topic topic) {
    return adders.get(topic).received.sum();
  }

  public long lostOf(Topic topic, LossReason reason) {
    return adders.get(topic).lost.get(reason).sum();
  }

  public Counts of(Topic topic) {
    Adders counts = adders.get(topic);
    return new Counts(counts.records.sum(), counts.bytes.sum(), counts.allLost());
  }

  /** Sum over all topics. */
  public Counts total() {
    Counts total = new Counts(0, 0, 0);
    for (Topic topic : Topic.all()) {
      Counts counts = of(topic);
      total =
          new Counts(
              total.records + counts.records, total.bytes + counts.bytes, total.lost + counts.lost);
    }
    return total;
  }

  /**
   * @param records delivered
   * @param bytes of delivered values, before compression
   * @param lost dropped before or while they were sent
   */
  public record Counts(long records, long bytes, long lost) {}

  private static final class Adders {
    private final LongAdder received = new LongAdder();
    private final LongAdder records = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Map<LossReason, LongAdder> lost = new EnumMap<>(LossReason.class);

    Adders() {
      for (LossReason reason : LossReason.values()) {
        lost.put(reason, new LongAdder());
      }
    }

    long allLost() {
      return lost.values().stream().mapToLong(LongAdder::sum).sum();
    }
  }
}
