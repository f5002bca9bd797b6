package io.dbintel.ingest.sessions;

/**
 * A text as it may leave.
 *
 * @param text as the server shows it, or scrubbed
 * @param fingerprint printed form; null where the statement has a query id and nothing is scrubbed
 * @param truncated whether the server cut it
 */
record LeavingText(String text, String fingerprint, boolean truncated) {}
