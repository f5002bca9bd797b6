package io.dbintel.ingest.collect;

import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.Micros;
import io.dbintel.schemas.envelope.Sequence;
import java.time.Clock;

/**
 * Who collects, and since when.
 *
 * @param collectorId id of the collector
 * @param start start of this run, µs; with it sequences of different runs differ
 * @param clock the collector's clock
 */
public record CollectorRun(String collectorId, long start, Clock clock) {

  public long nowMicros() {
    return Micros.of(clock.instant());
  }

  /** Position of a record in this run. */
  public Sequence sequence(long counter) {
    return new Sequence(start, counter);
  }

  public String statementsId(TargetConfig target, long pollNumber, int bucket) {
    return "statements:" + target.instance() + ":" + start + ":" + pollNumber + ":" + bucket;
  }

  public String textsId(TargetConfig target, long counter) {
    return "query-texts:" + target.instance() + ":" + start + ":" + counter;
  }
}
