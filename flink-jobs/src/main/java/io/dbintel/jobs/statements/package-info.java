/**
 * The statements job. In: {@code dbintel.raw.statements} and {@code dbintel.raw.query-texts}. Out:
 * interval deltas, metrics, events and dead letters, all to Kafka. What the numbers mean is in
 * {@code io.dbintel.udfs.statements}; here are only sources, state and sinks.
 */
package io.dbintel.jobs.statements;
