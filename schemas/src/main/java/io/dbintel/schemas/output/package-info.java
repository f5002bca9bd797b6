/**
 * What leaves: batches of data points and events, ready for export to any backend, and the
 * catalogue that names every metric.
 */
package io.dbintel.schemas.output;
