/**
 * Keeps every signal of every target collected on its own schedule: configuration flows in, runs
 * happen as far as breakers let them, changes of state are said once, heartbeats go out. Must not
 * know SQL or the form of records.
 */
package io.dbintel.ingest.runtime;
