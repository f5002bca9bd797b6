package io.dbintel.ingest.runtime;

import io.dbintel.ingest.publish.PublishCounters;

/**
 * What a service has done since its start.
 *
 * @param polls all of them, failed ones included
 * @param rowsRead rows of pg_stat_statements that were read and handed on
 * @param published by topic; live, not a snapshot
 */
public record IngestCounters(
    long polls, long failedPolls, long rowsRead, PublishCounters published) {}
