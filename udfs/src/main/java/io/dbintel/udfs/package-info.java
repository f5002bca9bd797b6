/**
 * The intelligence as pure functions: values in, values out. Must not know Kafka, Flink's runtime,
 * HTTP, JDBC, the wall clock or randomness.
 */
package io.dbintel.udfs;
