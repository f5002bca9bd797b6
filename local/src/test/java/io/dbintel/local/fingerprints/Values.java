package io.dbintel.local.fingerprints;

/** Which constants fill the holes. */
enum Values {
  ORDINARY,
  /** Numbers below zero, and LIMIT ALL. */
  SIGNED,
  /** NULL wherever a template allows it. */
  NULLS
}
