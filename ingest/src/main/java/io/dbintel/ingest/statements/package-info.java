/**
 * The statements signal: a session to one target flows in, records of counters and of texts flow
 * out. Must not know schedules, threads or Kafka clients.
 */
package io.dbintel.ingest.statements;
