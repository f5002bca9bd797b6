package io.dbintel.ingest.logs.source;

/**
 * Where a source stands.
 *
 * @param streams that it knows
 * @param lagBytes that were seen and are not delivered yet
 * @param lostBytes that went away before they could be read, since the start of the collector
 */
public record SourceStatus(int streams, long lagBytes, long lostBytes) {}
