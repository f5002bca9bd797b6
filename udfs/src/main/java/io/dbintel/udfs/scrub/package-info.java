/**
 * One front for all that is scrubbed, for the command and the edge.
 *
 * <p>In: a text and its kind. Out: the text as it may leave, fingerprint and summary where the kind
 * has them, and counts of what was found, never with a value. Here the scrubbers of SQL, plans,
 * logs and free text are put together. Must not know files, streams, records or topics.
 */
package io.dbintel.udfs.scrub;
