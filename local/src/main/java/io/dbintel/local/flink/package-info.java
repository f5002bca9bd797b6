/**
 * Flink in this process: one small cluster with its web page, RocksDB and checkpoints in a
 * temporary folder.
 *
 * <p>In flow job graphs, out flow their states. Knows nothing of what a job computes.
 */
package io.dbintel.local.flink;
