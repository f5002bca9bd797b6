/**
 * The infrastructure statistics of a target: what the catalogue asks of its server and of each of
 * its databases. In: the query catalogue and sessions to one target. Out: records of
 * dbintel.raw.metrics. Knows no other signal and no schedule but that of its own queries.
 */
package io.dbintel.ingest.metrics;
