package io.dbintel.ingest.capabilities;

import io.dbintel.ingest.config.TargetConfig;

/** What conditions are asked of: the server, and how it is collected. */
record Situation(ServerProfile profile, TargetConfig target) {}
