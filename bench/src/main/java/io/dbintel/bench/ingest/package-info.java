/** What collecting costs: the monitored server, against a naive receiver; and the collector. */
package io.dbintel.bench.ingest;
