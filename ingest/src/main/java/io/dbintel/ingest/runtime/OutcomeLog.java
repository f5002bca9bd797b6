package io.dbintel.ingest.runtime;

import io.dbintel.ingest.collect.CollectResult;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says how a feature of a target is, once for each change and not at each run. */
final class OutcomeLog {
  private static final Logger LOG = LoggerFactory.getLogger(OutcomeLog.class);

  private final String instance;
  private final String feature;
  private boolean ran;
  private String reason;

  OutcomeLog(String instance, String feature) {
    this.instance = instance;
    this.feature = feature;
  }

  void update(CollectResult result) {
    if (!ran || !Objects.equals(reason, result.reason())) {
      say(result);
    }
    reason = result.reason();
    ran = true;
  }

  private void say(CollectResult result) {
    switch (result.outcome()) {
      case OK -> LOG.info("target {}: reading {}, {} rows", instance, feature, result.rows());
      case PARTIAL ->
          LOG.warn("target {}: {}: {}. Fix: {}", instance, feature, result.message(), result.fix());
      case FAILED ->
          LOG.error(
              "target {}: {}: {}. Fix: {}", instance, feature, result.message(), result.fix());
    }
  }
}
