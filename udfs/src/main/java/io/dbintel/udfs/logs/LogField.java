package io.dbintel.udfs.logs;

/** The parts of a log entry that hold text, by the names of csvlog and jsonlog. */
public enum LogField {
  SEVERITY,
  SQLSTATE,
  MESSAGE,
  DETAIL,
  HINT,
  CONTEXT,
  /** The query that a function ran when it failed: QUERY in stderr. */
  INTERNAL_QUERY,
  STATEMENT,
  /** Function, file and line of the server's source. */
  LOCATION,
  USER,
  DATABASE,
  APPLICATION,
  /** Address, with or without the port. */
  REMOTE_HOST,
  COMMAND_TAG,
  BACKEND_TYPE
}
