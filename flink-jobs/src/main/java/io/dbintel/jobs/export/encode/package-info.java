/**
 * Batches to OTLP bytes. In: one decoded record of {@code dbintel.metrics} or {@code
 * dbintel.events}. Out: one {@link io.dbintel.jobs.export.encode.OtlpEntry}, encoded once; requests
 * are concatenations of entries, and refused entries are halved here. Pure: knows no network, no
 * clock and no Flink.
 */
package io.dbintel.jobs.export.encode;
