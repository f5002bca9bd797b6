/**
 * What all signals of a target share: the shape of a collector, the envelope of its records, the
 * way they go out. In: what a collector has read. Out: records for the publisher. Knows no signal
 * and no schedule.
 */
package io.dbintel.ingest.collect;
