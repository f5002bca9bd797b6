/**
 * The scrubbers as functions of Flink SQL, and the module that names them.
 *
 * <p>In: columns with statements, plans, log entries or free text. Out: what may leave of them,
 * fingerprints, summaries and counts. NULL in, NULL out; the same input gives the same output. The
 * only package here that knows Flink; none of the others may know this one.
 */
package io.dbintel.udfs.functions;
