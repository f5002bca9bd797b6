/**
 * The statements signal on the wire: chunks of a poll of pg_stat_statements, query texts, and the
 * interval deltas derived from them. Columns are data ({@link
 * io.dbintel.schemas.statements.StatementColumns}); a column that is not in the catalogue travels
 * and is counted but has no meaning here.
 */
package io.dbintel.schemas.statements;
