/**
 * A real Kafka broker on this machine, in this process or in one of its own, and what a test or a
 * demo asks of it.
 *
 * <p>In flow broker settings and records, out flow an address and records. Knows nothing of what
 * the bytes mean.
 */
package io.dbintel.local.kafka;
