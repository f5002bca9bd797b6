package io.dbintel.ingest.runtime;

import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.publish.PublishCounters;
import io.dbintel.schemas.envelope.Outcome;
import java.util.concurrent.atomic.LongAdder;

/** Counts the polls of statements. Thread-safe. */
final class StatementsCount implements FleetOptions.Observer {
  private final LongAdder polls = new LongAdder();
  private final LongAdder failedPolls = new LongAdder();
  private final LongAdder rowsRead = new LongAdder();

  @Override
  public void ran(String instance, String feature, CollectResult result) {
    if (!feature.equals(StatementsCollector.FEATURE)) {
      return;
    }
    polls.increment();
    rowsRead.add(result.rows());
    if (result.outcome() == Outcome.FAILED) {
      failedPolls.increment();
    }
  }

  FleetOptions.Observer then(FleetOptions.Observer next) {
    return (instance, feature, result) -> {
      ran(instance, feature, result);
      next.ran(instance, feature, result);
    };
  }

  IngestCounters counters(PublishCounters published) {
    return new IngestCounters(polls.sum(), failedPolls.sum(), rowsRead.sum(), published);
  }
}
