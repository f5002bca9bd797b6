/**
 * The configuration: a YAML file flows in, validated records flow out. Each option is declared
 * once, in {@link io.dbintel.ingest.config.Options}; the reference page is generated from there.
 * Must not know PostgreSQL or Kafka.
 */
package io.dbintel.ingest.config;
