package io.dbintel.ingest.breaker;

/**
 * What a failure means for the breaker.
 *
 * @param failure reason as published, or the part of it before the colon, or {@code
 *     server_error:NN} for a class of SQLSTATEs
 * @param server whether it is the server that fails, and not only this feature
 * @param why in a sentence
 */
record ErrorAction(String failure, Kind kind, boolean server, String why) {
  enum Kind {
    /** Tried again at the next tick; not held against the feature. */
    RETRY,
    /** Counts as a failure. */
    COUNT,
    /** Counts as a failure; the collector chooses another source, as its profile is in doubt. */
    FALL_BACK,
    /** Opens at once. */
    OPEN,
    /** Needs somebody's hand: not tried until what the server has changes. */
    DISABLE
  }
}
