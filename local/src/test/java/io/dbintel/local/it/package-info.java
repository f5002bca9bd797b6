/**
 * Tests of the whole way on real servers: PostgreSQL 13 to 18, ingest, Kafka, Flink, Kafka.
 *
 * <p>In flow statements that a test runs on a server, out flow records of the derived topics; the
 * truth they are held against is read from pg_stat_statements through a connection of its own. Must
 * not know how the parts work inside.
 */
package io.dbintel.local.it;
