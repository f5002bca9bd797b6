/**
 * The collector's own health over HTTP. In: reports of targets and of the way to Kafka. Out: JSON,
 * on the loopback interface unless another is written out. Knows no connection, and nothing that a
 * database said.
 */
package io.dbintel.ingest.health;
