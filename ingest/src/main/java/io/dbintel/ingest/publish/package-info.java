/**
 * The way out: encoded records flow in, Kafka takes them or they are counted as lost. Must not know
 * PostgreSQL or what a record means.
 */
package io.dbintel.ingest.publish;
