package io.dbintel.ingest.config;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The whole configuration of a collector.
 *
 * @param collectorId stable id of the collector
 * @param kafka where records go; null in set-ups that bring their own publisher
 * @param targets the monitored instances, with different instance ids
 */
public record IngestConfig(String collectorId, KafkaConfig kafka, List<TargetConfig> targets) {
  public IngestConfig {
    Objects.requireNonNull(collectorId, "collectorId");
    targets = List.copyOf(targets);
    Set<String> seen = new HashSet<>();
    for (TargetConfig target : targets) {
      if (!seen.add(target.instance())) {
        throw new IllegalArgumentException(
            "instance " + target.instance() + ": must be unique among targets");
      }
    }
  }
}
