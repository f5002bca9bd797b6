/**
 * One OTLP/HTTP request and what its answer means. In: entries of one signal. Out: exactly one
 * {@link io.dbintel.jobs.export.http.Outcome}. Knows nothing of buffers, lanes and Flink; never
 * retries.
 */
package io.dbintel.jobs.export.http;
