/**
 * Connections to PostgreSQL that always come back: a target flows in, a session flows out, and
 * every failure becomes a {@link io.dbintel.ingest.postgres.PollFailure} that says what fixes it.
 * Must not know which statistics are read, or where they go.
 */
package io.dbintel.ingest.postgres;
