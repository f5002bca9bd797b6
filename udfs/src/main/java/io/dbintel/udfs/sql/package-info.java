/**
 * SQL texts of PostgreSQL without the data in them: lexer, normal form, fingerprint and summary.
 *
 * <p>In: any text that was or should have been SQL. Out: a text whose literals are {@code ?}, a
 * 64-bit fingerprint of its structure, and what it does to which tables. No parser: a text that
 * PostgreSQL would refuse is as safe as one that it runs. Knows no record, topic or job.
 */
package io.dbintel.udfs.sql;
