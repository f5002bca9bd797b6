package io.dbintel.ingest.runtime;

import io.dbintel.ingest.capabilities.CachedTargetProfile;
import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.Watchdog;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.schemas.raw.Capabilities.FeatureState;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What the collectors of one target are made of.
 *
 * @param profile shared by all of them
 * @param features states of the target's circuit breakers, at the time of the call
 * @param shared with all other targets
 */
public record CollectorContext(
    CollectorRun run,
    TargetConfig target,
    Watchdog watchdog,
    RecordPublisher publisher,
    CachedTargetProfile profile,
    Supplier<Map<String, FeatureState>> features,
    SharedParts shared) {}
