package io.dbintel.schemas.envelope;

/**
 * Position of a record in what one collector run published for one instance and kind.
 *
 * @param collectorStart start of the collector process, µs since the Unix epoch
 * @param counter 0 for the first record, then one more for each
 */
public record Sequence(long collectorStart, long counter) {}
