package io.dbintel.ingest.runtime;

import io.dbintel.ingest.breaker.TargetBreakers;
import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.postgres.RoundTrips;

/** What a loop has to do with its target. */
interface TargetLink {
  /** Reason of a tick that came while a run was going. */
  String OVERRUN = "overrun";

  String instance();

  /** Collector clock, µs. */
  long nowMicros();

  TargetBreakers breakers();

  /** A run has ended. */
  void ran(String feature, CollectResult result, RoundTrips.Spent spent);

  /** So many ticks had no run. */
  void leftOut(String feature, String reason, long ticks);
}
