package io.dbintel.local.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What the user asked for.
 *
 * @param length how long the workload runs; empty: until the user ends it
 * @param report where the JSON report goes
 * @param major PostgreSQL release, 13 to 18
 * @param top queries kept of each ranking
 */
public record DemoOptions(
    Optional<Duration> length, Optional<Path> report, int major, int top, Duration interval) {
  public static final Duration DEFAULT_INTERVAL = Duration.ofSeconds(10);
}
