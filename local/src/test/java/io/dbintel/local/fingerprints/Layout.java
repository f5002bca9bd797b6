package io.dbintel.local.fingerprints;

/** What stands where a template has a space. */
enum Layout {
  SPACES,
  NEWLINES,
  COMMENTS
}
