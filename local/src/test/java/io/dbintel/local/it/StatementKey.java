package io.dbintel.local.it;

/** The row key of a statement within one server. */
record StatementKey(long userid, long dbid, boolean toplevel, long queryid) {}
