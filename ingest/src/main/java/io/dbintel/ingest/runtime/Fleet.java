package io.dbintel.ingest.runtime;

import io.dbintel.ingest.breaker.BreakerFile;
import io.dbintel.ingest.breaker.KeptBreaker;
import io.dbintel.ingest.breaker.OverridesFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/** All targets, and what is kept of their breakers in the state directory. Not thread-safe. */
final class Fleet {
  private final Map<String, MonitoredTarget> targets;
  private final Optional<BreakerFile> file;
  private final Optional<OverridesFile> overrides;

  Fleet(Map<String, MonitoredTarget> targets, Optional<Path> stateDirectory) {
    this.targets = targets;
    this.file = stateDirectory.map(BreakerFile::new);
    this.overrides = stateDirectory.map(folder -> new OverridesFile(folder, features(targets)));
  }

  /** Goes on from the states of the last run. */
  void restore() {
    file.map(BreakerFile::read)
        .orElse(Map.of())
        .forEach(
            (instance, kept) ->
                Optional.ofNullable(targets.get(instance))
                    .ifPresent(target -> target.breakers().restore(kept)));
    applyOverrides();
  }

  /** To be called about once a second. */
  void keep(Executor workers) {
    applyOverrides();
    targets.values().forEach(target -> target.keep(workers));
    save();
  }

  void save() {
    file.ifPresent(
        target -> {
          Map<String, Map<String, KeptBreaker>> kept = new LinkedHashMap<>();
          targets.forEach(
              (instance, each) -> {
                Map<String, KeptBreaker> breakers = each.breakers().kept();
                if (!breakers.isEmpty()) {
                  kept.put(instance, breakers);
                }
              });
          target.write(kept);
        });
  }

  private void applyOverrides() {
    overrides
        .flatMap(OverridesFile::changed)
        .ifPresent(
            said ->
                targets.forEach(
                    (instance, target) ->
                        target
                            .breakers()
                            .override(said.getOrDefault(instance, Map.of()), target.nowMicros())));
  }

  private static Map<String, Set<String>> features(Map<String, MonitoredTarget> targets) {
    return targets.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, target -> target.getValue().features().keySet()));
  }
}
