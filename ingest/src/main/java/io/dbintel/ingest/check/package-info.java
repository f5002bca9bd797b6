/**
 * Asks each target once what it has and lacks. In: the configuration. Out: text for people or JSON
 * for programs. Collects nothing, and must not know Kafka.
 */
package io.dbintel.ingest.check;
