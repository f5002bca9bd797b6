/**
 * The sessions signal: a connection to one target flows in, one record for each tick flows out:
 * what every session that is not idle does, waits for, and who blocks it. Must not know schedules,
 * threads, Kafka clients or other signals.
 */
package io.dbintel.ingest.sessions;
