package io.dbintel.ingest.catalogue;

import io.dbintel.schemas.raw.MetricsChunk.Column;

/**
 * A column of an entry's result.
 *
 * @param column as it is published
 * @param servers major releases that have it
 * @param freeText whether it may hold anything a user wrote: with {@code scrub: edge} it goes
 *     through the scrubber
 * @param addsUp whether values of several rows may be added up: so may those of all counters and
 *     sums, and of a gauge that says so
 */
public record OutputColumn(Column column, VersionRange servers, boolean freeText, boolean addsUp) {
  public String name() {
    return column.name();
  }
}
