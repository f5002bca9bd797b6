/**
 * The whole stack on one machine: real PostgreSQL servers, a Kafka broker, Flink and an OTLP
 * backend, each an {@link AutoCloseable} that leaves neither process nor file behind.
 *
 * <p>In flow settings, out flow addresses and what the parts observed. The parts know nothing of
 * each other and nothing of the project's jobs; only what composes them may.
 */
package io.dbintel.local;
