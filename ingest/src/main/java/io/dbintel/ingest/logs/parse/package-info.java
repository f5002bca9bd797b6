/**
 * PostgreSQL's log, read: csvlog, jsonlog, and stderr with any {@code log_line_prefix}.
 *
 * <p>In: bytes in pieces of any size with their position, and what the server is known to be set
 * to. Out: entries with their fields, what kind each is with the numbers in it, and the plans of
 * auto_explain. No input makes a parser fail, use more than linear time or unbounded memory; what
 * cannot be read is counted. Knows no file, topic or configuration.
 */
package io.dbintel.ingest.logs.parse;
