package io.dbintel.ingest.logs.parse;

/** Texts of an entry as the forms write them: first the columns of csvlog, in their order. */
enum EntryField {
  LOG_TIME,
  USER,
  DATABASE,
  PID,
  /** Host and port in one. */
  REMOTE,
  SESSION_ID,
  LINE_NUMBER,
  COMMAND_TAG,
  SESSION_START,
  VIRTUAL_XID,
  XID,
  SEVERITY,
  SQLSTATE,
  MESSAGE,
  DETAIL,
  HINT,
  INTERNAL_QUERY,
  INTERNAL_POSITION,
  CONTEXT,
  STATEMENT,
  STATEMENT_POSITION,
  LOCATION,
  APPLICATION,
  BACKEND_TYPE,
  LEADER_PID,
  QUERY_ID,
  REMOTE_HOST,
  REMOTE_PORT,
  FUNCTION,
  FILE,
  FILE_LINE,
  BACKTRACE
}
