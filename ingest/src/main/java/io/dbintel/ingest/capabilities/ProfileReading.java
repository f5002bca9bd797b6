package io.dbintel.ingest.capabilities;

/**
 * A profile, and when it was read.
 *
 * @param serverTimeBefore µs, server clock
 * @param serverTimeAfter µs, server clock
 */
public record ProfileReading(ServerProfile profile, long serverTimeBefore, long serverTimeAfter) {}
