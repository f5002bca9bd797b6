/**
 * Keeps every target polled on its own schedule: configuration flows in, polls happen, and changes
 * of state are said once. Must not know SQL or the form of records.
 */
package io.dbintel.ingest.runtime;
