/**
 * Records of the raw topics other than statements: sessions, plans, logs, metrics, and what a
 * target can do. Each is an envelope and a body, in one flat JSON object. In: what collectors read.
 * Out: bytes for Kafka and back. Knows neither PostgreSQL nor Kafka.
 */
package io.dbintel.schemas.raw;
