package io.dbintel.ingest.health;

import io.dbintel.schemas.raw.Capabilities.FeatureState;

/**
 * One feature of a target.
 *
 * @param outcome of the last run; null before the first
 * @param reason of the last run, as published; null when it was ok
 * @param ranAt when the last run ended, collector clock, µs; null before the first
 * @param breaker its circuit breaker
 */
public record FeatureReport(
    String feature, String outcome, String reason, Long ranAt, FeatureState breaker) {}
