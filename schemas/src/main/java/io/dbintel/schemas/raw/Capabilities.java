package io.dbintel.schemas.raw;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;

/**
 * What a target has, and how it is collected.
 *
 * @param serverVersion as the server writes it, for example {@code 17.6}
 * @param managedService none, rds, aurora, cloudsql, alloydb, azure, …
 * @param replica whether it is in recovery
 * @param extensions version of each installed extension that matters, by name
 * @param preloaded libraries of shared_preload_libraries that matter
 * @param settings values of settings on the allow-list, by name
 * @param grants by privilege: whether the monitoring role has it
 * @param strategies name of the catalogue's entry in use, by category
 * @param problems what is missing, and what to do about it
 * @param features state of each feature's circuit breaker, by feature
 */
public record Capabilities(
    String serverVersion,
    String managedService,
    boolean replica,
    Map<String, String> extensions,
    List<String> preloaded,
    Map<String, String> settings,
    Map<String, Boolean> grants,
    Map<String, String> strategies,
    List<Problem> problems,
    Map<String, FeatureState> features) {

  public Capabilities {
    requireNonNull(managedService, "managedService");
    extensions = Map.copyOf(extensions);
    preloaded = List.copyOf(preloaded);
    settings = Map.copyOf(settings);
    grants = Map.copyOf(grants);
    strategies = Map.copyOf(strategies);
    problems = List.copyOf(problems);
    features = Map.copyOf(features);
  }

  /**
   * Something that limits what can be collected.
   *
   * @param code for programs
   * @param message what is missing and what is lost by it
   * @param fix the SQL or setting that mends it; null when nothing does
   */
  public record Problem(String code, String message, String fix) {
    public Problem {
      requireNonNull(code, "code");
      requireNonNull(message, "message");
    }
  }

  /**
   * A circuit breaker.
   *
   * @param state closed, open, half_open, disabled or forced_open
   * @param since collector clock, µs
   * @param reason code of the failure that opened it; null when closed
   * @param retryAt collector clock, µs, when it is tried again; null when it is not
   */
  public record FeatureState(String state, long since, String reason, Long retryAt) {
    public FeatureState {
      requireNonNull(state, "state");
    }
  }
}
