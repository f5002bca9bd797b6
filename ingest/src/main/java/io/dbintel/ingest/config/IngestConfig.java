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
 * @param service how the collector keeps and shows itself
 * @param targets the monitored instances, with different instance ids
 */
public record IngestConfig(
    String collectorId, KafkaConfig kafka, ServiceConfig service, List<TargetConfig> targets) {

  /** With the defaults of the service. */
  public IngestConfig(String collectorId, KafkaConfig kafka, List<TargetConfig> targets) {
    this(collectorId, kafka, ServiceConfig.defaults(), targets);
  }

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
