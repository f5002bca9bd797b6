/**
 * The collector: asks PostgreSQL and publishes what it said to Kafka, unjudged.
 *
 * <p>Layers, each of which knows only those before it: {@code config}, {@code postgres} and {@code
 * publish}, {@code collect}, {@code capabilities}, the signals, {@code breaker}, {@code telemetry}
 * and {@code health}, {@code runtime}, and the command line here. Flink is unknown here.
 */
package io.dbintel.ingest;
