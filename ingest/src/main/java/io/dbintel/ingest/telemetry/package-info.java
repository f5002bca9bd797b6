/**
 * The collector's own metrics, by OpenTelemetry. In: what each stage counts. Out: instruments,
 * exported over OTLP when an endpoint is configured. Knows no connection, and nothing that a
 * database said: attributes are ids of the configuration and fixed words.
 */
package io.dbintel.ingest.telemetry;
