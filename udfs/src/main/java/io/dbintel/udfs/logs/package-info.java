/**
 * PostgreSQL log entries without the data in them.
 *
 * <p>In: the fields of one entry, or entries as text: bare messages, stderr lines with any prefix,
 * csvlog and jsonlog. Out: the same form, in which known messages keep their words, names of what
 * exists, counts and durations, and everything else is {@code ?}. What messages there are, and what
 * each of their parts may keep, is data ({@code log-messages.yaml}). Knows no record, topic or job.
 */
package io.dbintel.udfs.logs;
