package io.dbintel.jobs.export.encode;

/** Which of the two values of a series is sent. */
public enum Temporality {
  /** The sum since the series' start. A repeated point changes nothing, so replay is safe. */
  CUMULATIVE,
  /** The interval's own sum. A repeated point counts twice at most backends. */
  DELTA
}
