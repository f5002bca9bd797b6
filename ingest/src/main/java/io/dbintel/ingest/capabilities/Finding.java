package io.dbintel.ingest.capabilities;

import io.dbintel.schemas.raw.Capabilities;

/** A problem of a target, and how much it costs. */
public record Finding(Severity severity, Capabilities.Problem problem) {}
