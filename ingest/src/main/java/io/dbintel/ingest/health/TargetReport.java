package io.dbintel.ingest.health;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/** One target and its features. */
public record TargetReport(String instance, State state, List<FeatureReport> features) {

  /** How a target is, judged by the last run of each of its features. */
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
    long ran = features.stream().filter(feature -> feature.outcome() != null).count();
    long failed = features.stream().filter(feature -> "failed".equals(feature.outcome())).count();
    if (ran == 0) {
      return State.UNKNOWN;
    }
    if (failed == 0) {
      return State.UP;
    }
    return failed == ran ? State.DOWN : State.DEGRADED;
  }
}
