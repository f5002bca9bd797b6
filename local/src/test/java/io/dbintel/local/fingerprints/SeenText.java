package io.dbintel.local.fingerprints;

/** A text of a statement as a source gave it. */
record SeenText(Source source, String text) {}
