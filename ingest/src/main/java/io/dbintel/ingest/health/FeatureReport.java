package io.dbintel.ingest.health;

import io.dbintel.schemas.raw.Capabilities.FeatureState;

/**
 * One feature of a target.
 *
 * @param outcome of the last run; null before the first
 * @param reason of the last run, as published; null when it was ok
 * @param ageMillis how long ago that run ended; null before the first
 * @param breaker its circuit breaker, with the time of the next try
 */
public record FeatureReport(
    String feature, String outcome, String reason, Long ageMillis, FeatureState breaker) {}
