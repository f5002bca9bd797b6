package io.dbintel.local.fingerprints;

/** Where a text of a statement was seen. */
enum Source {
  ACTIVITY,
  STATEMENTS,
  LOG,
  LOG_PARSE,
  LOG_BIND,
  LOG_ERROR,
  PLAN
}
