/**
 * Throughput of the statements job on a real cluster, fed by a synthetic fleet in a real broker.
 */
package io.dbintel.bench.statements;
