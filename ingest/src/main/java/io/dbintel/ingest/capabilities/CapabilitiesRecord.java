package io.dbintel.ingest.capabilities;

import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.schemas.raw.Capabilities;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes what is published of a profile. */
final class CapabilitiesRecord {
  private static final String UNKNOWN = "unknown";

  private final TargetConfig target;
  private final Supplier<Map<String, Capabilities.FeatureState>> features;
  private final Function<ServerProfile, Map<String, String>> strategies;

  CapabilitiesRecord(
      TargetConfig target,
      Supplier<Map<String, Capabilities.FeatureState>> features,
      Function<ServerProfile, Map<String, String>> strategies) {
    this.target = target;
    this.features = features;
    this.strategies = strategies;
  }

  /** Empty but for the features while the server has never been reached. */
  Capabilities of(Optional<ServerProfile> profile) {
    return profile.map(this::of).orElseGet(this::unknown);
  }

  /** Whether the breaker of the feature waits for what the server answers. */
  boolean tried(String feature) {
    Capabilities.FeatureState state = features.get().get(feature);
    return state != null && state.state().equals("half_open");
  }

  private Capabilities of(ServerProfile profile) {
    return new Capabilities(
        profile.version(),
        profile.managedService(),
        profile.replica(),
        profile.extensions(),
        profile.preloaded().stream().sorted().toList(),
        profile.settings(),
        grants(profile),
        strategies.apply(profile),
        Problems.known().of(profile, target).stream().map(Finding::problem).toList(),
        features.get());
  }

  private Capabilities unknown() {
    return new Capabilities(
        null,
        UNKNOWN,
        false,
        Map.of(),
        List.of(),
        Map.of(),
        Map.of(),
        Map.of(),
        List.of(),
        features.get());
  }

  /** Of each privilege that is asked about, whether the role has it. */
  static Map<String, Boolean> grants(ServerProfile profile) {
    Map<String, Boolean> grants = new TreeMap<>();
    ProfileQuestions questions = ProfileQuestions.known();
    grants.put(ServerProfile.SUPERUSER, false);
    grants.put("connect:all_databases", false);
    questions.roles().forEach(role -> grants.put(role, false));
    questions.functions().forEach(f -> grants.put("execute:" + f.replaceFirst("\\(.*", ""), false));
    profile.extensions().keySet().forEach(name -> grants.put("use:" + name, false));
    profile.grants().forEach(grant -> grants.put(grant, true));
    return grants;
  }
}
