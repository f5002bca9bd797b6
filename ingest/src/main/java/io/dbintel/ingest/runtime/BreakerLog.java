package io.dbintel.ingest.runtime;

import io.dbintel.ingest.breaker.TargetBreakers;
import io.dbintel.schemas.raw.Capabilities.FeatureState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says each change of a breaker's state once. */
record BreakerLog(String instance) implements TargetBreakers.Changes {
  private static final Logger LOG = LoggerFactory.getLogger(BreakerLog.class);

  @Override
  public void changed(String feature, FeatureState before, FeatureState after) {
    String cause = after.reason() == null ? "" : " (" + after.reason() + ")";
    String retry = after.retryAt() == null ? "" : ", tried again at " + time(after.retryAt());
    switch (after.state()) {
      case "open", "disabled", "forced_open" ->
          LOG.warn(
              "target {}: breaker of {} is {}{}{}", instance, feature, after.state(), cause, retry);
      default ->
          LOG.info(
              "target {}: breaker of {} is {}, was {}",
              instance,
              feature,
              after.state(),
              before.state());
    }
  }

  private static Instant time(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).truncatedTo(ChronoUnit.SECONDS);
  }
}
