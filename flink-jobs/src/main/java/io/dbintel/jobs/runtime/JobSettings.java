package io.dbintel.jobs.runtime;

import java.time.Duration;

/**
 * How a job runs.
 *
 * @param parallelism null: the cluster's default
 * @param checkpointDir null: the cluster's setting
 */
public record JobSettings(
    String name, Integer parallelism, Duration checkpointInterval, String checkpointDir) {}
