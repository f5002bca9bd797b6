package io.dbintel.local.fingerprints;

/** What stands where a template has a space. */
enum Layout {
  SPACES,
  /** Spaces gone where the grammar needs none: after commas, around parentheses and {@code =}. */
  TIGHT,
  /** Newlines, tabs and runs of spaces, also around parentheses, commas, dots and casts. */
  NEWLINES,
  COMMENTS
}
