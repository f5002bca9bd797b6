/**
 * The way out with a disk behind it: what Kafka does not take now waits in files and goes out in
 * order later. In: encoded records. Out: the same to Kafka, perhaps twice, or counted as lost when
 * the bound is hit. Must not know PostgreSQL or what a record means.
 */
package io.dbintel.ingest.publish.spool;
