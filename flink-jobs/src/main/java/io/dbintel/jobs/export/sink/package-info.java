/**
 * The OTLP sink of Flink. In: {@link io.dbintel.jobs.export.encode.OtlpEntry}s in the order of
 * their Kafka partition. Out: HTTP requests, dead letters for what a destination refuses for good,
 * and writer state that holds everything not yet acknowledged.
 *
 * <p>Each instance and signal belongs to one lane; a lane has one request in flight, so no series
 * arrives out of order, whatever is retried or halved. Nothing here blocks the task but a full
 * buffer and the end of input: checkpoints go on while a destination is down. A buffer that is full
 * stops them, so it should hold minutes of traffic.
 *
 * <p>Limits. Delivery is at least once: what was in flight when a job stopped is sent again.
 * Restoring with another parallelism may hand the unsent entries of an instance to another subtask
 * than its new records; for that backlog, order across the two is not kept. What was read but not
 * yet delivered is in the checkpoint alone: a job started from Kafka's committed offsets without
 * its checkpoint or savepoint leaves it out, and should start from an earlier time instead. Must
 * not know what a batch means or how a job is configured.
 */
package io.dbintel.jobs.export.sink;
