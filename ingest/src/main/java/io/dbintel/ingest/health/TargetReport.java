package io.dbintel.ingest.health;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** One target and its features. */
public record TargetReport(String instance, State state, List<FeatureReport> features) {

  /** How a target is, judged by the last run of each of its features and their breakers. */
  public enum State {
    /** No feature has run yet. */
    UNKNOWN,
    UP,
    /** Some features fail. */
    DEGRADED,
    /** All features fail. */
    DOWN;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public TargetReport {
    features = List.copyOf(features);
  }

  public static TargetReport of(String instance, List<FeatureReport> features) {
    return new TargetReport(instance, state(features), features);
  }

  private static State state(List<FeatureReport> features) {
    long ran = features.stream().filter(TargetReport::known).count();
    long failed = features.stream().filter(TargetReport::fails).count();
    if (ran == 0) {
      return State.UNKNOWN;
    }
    if (failed == 0) {
      return State.UP;
    }
    return failed == ran ? State.DOWN : State.DEGRADED;
  }

  private static boolean known(FeatureReport feature) {
    return feature.outcome() != null || fails(feature);
  }

  /** An open breaker fails too: it may be open for what another feature met. */
  private static boolean fails(FeatureReport feature) {
    return "failed".equals(feature.outcome())
        || (feature.breaker() != null && "open".equals(feature.breaker().state()));
  }
}
