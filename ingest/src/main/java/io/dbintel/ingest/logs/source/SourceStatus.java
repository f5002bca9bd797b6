package io.dbintel.ingest.logs.source;

/**
 * Where a source stands.
 *
 * @param streams that it knows
 * @param lagBytes that were seen and are not delivered yet
 */
public record SourceStatus(int streams, long lagBytes) {}
