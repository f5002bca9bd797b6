/**
 * Scrubbing of a stream of lines.
 *
 * <p>In: lines of JSON with a text and its kind. Out: one line of JSON for each, in order, with
 * what may leave. A line that cannot be read gives a line that says why, and never what stood in
 * it. Memory does not grow with the stream. Knows nothing of the stack beside it.
 */
package io.dbintel.local.scrub;
