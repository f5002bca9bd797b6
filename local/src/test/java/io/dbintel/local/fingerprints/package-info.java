/**
 * Measures fingerprints on real servers: are the texts of one statement out of pg_stat_activity,
 * pg_stat_statements, the log and auto_explain recognised as one, and those of different statements
 * told apart?
 *
 * <p>In flow statement templates (resources of this package) that run with many literals, layouts
 * and both protocols on PostgreSQL 13 to 18; out flow figures. The judge of what is the same
 * statement is the server's query id. Must not know how the scrubber works.
 */
package io.dbintel.local.fingerprints;
