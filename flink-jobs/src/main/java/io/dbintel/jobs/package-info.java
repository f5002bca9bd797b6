/**
 * The Flink jobs: thin mains, topologies, and operators that hold state around the pure functions
 * of {@code udfs}. Compute jobs read and write Kafka only; export jobs carry results out.
 */
package io.dbintel.jobs;
