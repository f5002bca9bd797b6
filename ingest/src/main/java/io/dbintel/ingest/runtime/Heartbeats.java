package io.dbintel.ingest.runtime;

import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.schemas.json.RecordCodec;
import io.dbintel.schemas.raw.Heartbeat;
import io.dbintel.schemas.topic.Topic;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Signs of life: at each tick one record to every partition. Not thread-safe. */
final class Heartbeats {
  private static final RecordCodec<Heartbeat> CODEC = new RecordCodec<>(Heartbeat.class);

  private final CollectorRun run;
  private final Duration interval;
  private final int instances;
  private final RecordPublisher publisher;
  private long tick;

  Heartbeats(CollectorRun run, Duration interval, int instances, RecordPublisher publisher) {
    this.run = run;
    this.interval = interval;
    this.instances = instances;
    this.publisher = publisher;
  }

  void beat() {
    long at = run.nowMicros();
    Map<String, Long> lost = lost();
    int partitions = publisher.partitions(Topic.HEARTBEATS);
    for (int partition = 0; partition < partitions; partition++) {
      publisher.publish(
          new OutgoingRecord(
              Topic.HEARTBEATS,
              run.collectorId(),
              partition,
              at / 1_000,
              CODEC.encode(heartbeat(partition, at, lost)),
              () -> {},
              () -> {}));
    }
    tick++;
  }

  private Heartbeat heartbeat(int partition, long at, Map<String, Long> lost) {
    return new Heartbeat(
        Heartbeat.SCHEMA_VERSION,
        "heartbeat:" + run.collectorId() + ":" + run.start() + ":" + tick + ":" + partition,
        run.collectorId(),
        run.start(),
        tick,
        at,
        interval.toNanos() / 1_000,
        instances,
        lost);
  }

  private Map<String, Long> lost() {
    Map<String, Long> lost = new TreeMap<>();
    for (Topic topic : Topic.all()) {
      long count = publisher.counters().of(topic).lost();
      if (count > 0) {
        lost.put(topic.topicName(), count);
      }
    }
    return lost;
  }
}
