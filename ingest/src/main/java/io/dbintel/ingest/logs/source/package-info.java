/**
 * Where a log comes from: files here, files of the server through SQL, standard input, pushed
 * OTLP/HTTP logs.
 *
 * <p>In: what the place holds, and what of it was delivered. Out: bytes in pieces with their
 * position, and what is known to be lost. Each source keeps its own notion of position and brings
 * it over a restart. Knows nothing of entries, records or Kafka.
 */
package io.dbintel.ingest.logs.source;
