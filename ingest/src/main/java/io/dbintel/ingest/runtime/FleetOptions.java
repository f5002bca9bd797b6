package io.dbintel.ingest.runtime;

import io.dbintel.ingest.breaker.BreakerPolicy;
import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.Collector;
import io.dbintel.ingest.telemetry.IngestTelemetry;
import java.util.List;

/**
 * What a set-up of its own may replace.
 *
 * @param policy of all breakers
 * @param collectors makes the collectors of a target
 * @param telemetry where everything is counted
 * @param observer hears of each run, on the thread of the run
 */
public record FleetOptions(
    BreakerPolicy policy, Factory collectors, IngestTelemetry telemetry, Observer observer) {

  /** Makes the collectors of a target, in the order in which they come back after an outage. */
  @FunctionalInterface
  public interface Factory {
    List<Collector> of(CollectorContext context);
  }

  /** Hears of each run. */
  @FunctionalInterface
  public interface Observer {
    void ran(String instance, String feature, CollectResult result);
  }

  public static FleetOptions defaults() {
    return new FleetOptions(
        BreakerPolicy.DEFAULT,
        Collectors::of,
        IngestTelemetry.none(),
        (instance, feature, result) -> {});
  }

  public FleetOptions withPolicy(BreakerPolicy newPolicy) {
    return new FleetOptions(newPolicy, collectors, telemetry, observer);
  }

  public FleetOptions withCollectors(Factory newCollectors) {
    return new FleetOptions(policy, newCollectors, telemetry, observer);
  }

  public FleetOptions withTelemetry(IngestTelemetry newTelemetry) {
    return new FleetOptions(policy, collectors, newTelemetry, observer);
  }

  public FleetOptions withObserver(Observer newObserver) {
    return new FleetOptions(policy, collectors, telemetry, newObserver);
  }
}
