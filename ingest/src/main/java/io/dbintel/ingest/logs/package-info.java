/**
 * The log of a server as records: entries worth keeping, and the plans among them.
 *
 * <p>In: pieces of a log from any {@link io.dbintel.ingest.logs.source.LogSource}. Out: records of
 * dbintel.raw.logs and dbintel.raw.plans; and to the source, what of it was delivered. Knows no
 * schedule and no other signal.
 */
package io.dbintel.ingest.logs;
