/**
 * From polls of cumulative counters to exact deltas, and from deltas to totals, top queries and
 * series.
 *
 * <p>In: chunks of polls, one instance at a time, in order. Out: rows of deltas, batches of data
 * points, top queries; {@link io.dbintel.udfs.statements.TopQueryGate} makes events of these once
 * their texts have come. State is held by the caller as bytes: one blob per bucket of rows ({@link
 * io.dbintel.udfs.statements.BucketDeltas}) and two per instance ({@link
 * io.dbintel.udfs.statements.InstanceProgress}, {@link io.dbintel.udfs.statements.SeriesLedger}).
 */
package io.dbintel.udfs.statements;
