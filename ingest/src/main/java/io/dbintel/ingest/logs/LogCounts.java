package io.dbintel.ingest.logs;

/**
 * What became of a target's log since the start of the collector. Entries that were read again,
 * after something was lost on its way, count again.
 *
 * @param bytes read
 * @param entries read, of all kinds
 * @param plans of them, handed over
 * @param events of them, handed over to raw.logs
 * @param notKept of kinds that are not kept
 * @param own of the collector's own sessions, left out
 * @param unreadable runs of bytes that were no entry
 * @param shredded lines of stderr that belong to no entry
 * @param truncated entries that were cut, by the server, a reader or to fit a record
 * @param failed entries of which no record could be made; they are left out
 * @param gaps that were found
 * @param lostBytes at least, in these gaps
 * @param lostRecords that the publisher could not deliver and the source cannot give again
 * @param rereads how often a stream was read again because a record was lost
 */
public record LogCounts(
    long bytes,
    long entries,
    long plans,
    long events,
    long notKept,
    long own,
    long unreadable,
    long shredded,
    long truncated,
    long failed,
    long gaps,
    long lostBytes,
    long lostRecords,
    long rereads) {}
