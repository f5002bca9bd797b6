package io.dbintel.ingest.breaker;

import io.dbintel.schemas.raw.Capabilities.FeatureState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The breakers of one target. When several are open, its features come back one by one: one is
 * tried at a time, in the given order, and while the first of those that the whole server fails has
 * not come back, the others wait. Times are µs of the collector's clock. Thread-safe.
 */
public final class TargetBreakers {
  private final Map<String, Breaker> breakers = new LinkedHashMap<>();
  private final Set<String> apart;
  private final Changes changes;

  /** Hears of every change of a state, under the lock. */
  @FunctionalInterface
  public interface Changes {
    void changed(String feature, FeatureState before, FeatureState after);
  }

  /**
   * @param features in the order in which they come back
   * @param apart those that do not ask the server: its failures are not theirs
   */
  public TargetBreakers(
      List<String> features,
      Set<String> apart,
      BreakerPolicy policy,
      long nowMicros,
      Changes changes) {
    this.apart = Set.copyOf(apart);
    features.forEach(feature -> breakers.put(feature, new Breaker(policy, nowMicros)));
    this.changes = changes;
  }

  /** Whether a tick of the feature may run now. Asking may begin a try. */
  public synchronized Permit ask(String feature, long nowMicros) {
    Breaker breaker = of(feature);
    return switch (breaker.state()) {
      case CLOSED, HALF_OPEN -> Permit.RUN;
      case FORCED_OPEN -> Permit.OPEN;
      case OPEN, DISABLED -> {
        Permit refused = breaker.state() == BreakerState.OPEN ? Permit.OPEN : Permit.DISABLED;
        if (next(nowMicros).filter(feature::equals).isEmpty()) {
          yield refused;
        }
        change(feature, () -> breaker.halfOpen(nowMicros));
        yield Permit.RUN;
      }
    };
  }

  /** Takes note of how a run ended. */
  public synchronized void record(String feature, Call call, long nowMicros) {
    change(feature, () -> of(feature).record(call, nowMicros));
    if (of(feature).openForServer() && call.failure() != null && opensAtOnce(call.failure())) {
      // What this server refuses to one it refuses to all: the others wait without asking it.
      breakers.keySet().stream()
          .filter(other -> !apart.contains(other) && of(other).state() == BreakerState.CLOSED)
          .toList()
          .forEach(other -> change(other, () -> of(other).record(call, nowMicros)));
    }
  }

  /** The feature that should be tried now, without waiting for its own tick. */
  public synchronized Optional<String> due(long nowMicros) {
    for (Map.Entry<String, Breaker> entry : breakers.entrySet()) {
      if (entry.getValue().state() == BreakerState.HALF_OPEN) {
        return Optional.of(entry.getKey()).filter(name -> of(name).nextTryDue(nowMicros));
      }
    }
    return next(nowMicros);
  }

  /** The server has something it had not, or the other way round. */
  public synchronized void capabilitiesChanged(long nowMicros) {
    breakers.values().forEach(breaker -> breaker.capabilitiesChanged(nowMicros));
  }

  /** What the operator says; a feature that is not named decides by itself. */
  public synchronized void override(Map<String, ManualOverride> said, long nowMicros) {
    for (String feature : breakers.keySet()) {
      ManualOverride mine = said.getOrDefault(feature, ManualOverride.AUTO);
      change(feature, () -> of(feature).override(mine, nowMicros));
    }
  }

  /** State of each feature, as published. */
  public synchronized Map<String, FeatureState> states() {
    Map<String, FeatureState> states = new LinkedHashMap<>();
    breakers.forEach((feature, breaker) -> states.put(feature, state(breaker)));
    return states;
  }

  /** What must survive a restart; nothing for closed ones. */
  public synchronized Map<String, KeptBreaker> kept() {
    Map<String, KeptBreaker> kept = new LinkedHashMap<>();
    breakers.forEach(
        (feature, breaker) -> {
          FeatureState state = state(breaker);
          if (breaker.state() != BreakerState.CLOSED
              && breaker.state() != BreakerState.FORCED_OPEN) {
            kept.put(
                feature,
                new KeptBreaker(
                    state.state(),
                    state.since(),
                    state.reason(),
                    state.retryAt(),
                    breaker.waitMicros()));
          }
        });
    return kept;
  }

  /** Goes on from what was kept; features that are no more are left out. */
  public synchronized void restore(Map<String, KeptBreaker> kept) {
    kept.forEach(
        (feature, was) -> {
          if (breakers.containsKey(feature)) {
            change(
                feature,
                () ->
                    of(feature)
                        .restore(
                            was.breakerState(),
                            was.since(),
                            was.reason(),
                            was.retryAt(),
                            was.waitMicros()));
          }
        });
  }

  /**
   * The waiting feature whose turn it is, if any. When the server fails as a whole and any of its
   * features is due, it is the first of them that tries.
   */
  private Optional<String> next(long nowMicros) {
    if (breakers.values().stream().anyMatch(each -> each.state() == BreakerState.HALF_OPEN)) {
      return Optional.empty();
    }
    boolean serverDue =
        breakers.values().stream().anyMatch(each -> each.openForServer() && each.due(nowMicros));
    boolean serverWaits = false;
    for (Map.Entry<String, Breaker> entry : breakers.entrySet()) {
      Breaker breaker = entry.getValue();
      if (breaker.openForServer()) {
        if (serverDue && !serverWaits) {
          return Optional.of(entry.getKey());
        }
        serverWaits = true;
      } else if (breaker.due(nowMicros) && !serverWaits) {
        return Optional.of(entry.getKey());
      }
    }
    return Optional.empty();
  }

  private void change(String feature, Runnable action) {
    FeatureState before = state(of(feature));
    action.run();
    FeatureState after = state(of(feature));
    if (!before.state().equals(after.state())) {
      changes.changed(feature, before, after);
    }
  }

  private Breaker of(String feature) {
    Breaker breaker = breakers.get(feature);
    if (breaker == null) {
      throw new IllegalArgumentException("feature " + feature + ": this target does not have it");
    }
    return breaker;
  }

  private static boolean opensAtOnce(String failure) {
    return ErrorActions.ALL.of(failure).kind() == ErrorAction.Kind.OPEN;
  }

  private static FeatureState state(Breaker breaker) {
    return new FeatureState(
        breaker.state().word(), breaker.since(), breaker.reason(), breaker.retryAt());
  }
}
