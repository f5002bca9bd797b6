/**
 * Texts of statements: scrubbed, and remembered in order.
 *
 * <p>In: records of texts of one instance, in order, and polls that name the last record published
 * before them. Out: for a poll and a row key the text that was published before the poll, whichever
 * of the two was read first. State is held by the caller as bytes. The collector scrubs with the
 * same class ({@link io.dbintel.udfs.texts.QueryTextScrubber}). Knows no job and no counters.
 */
package io.dbintel.udfs.texts;
