package io.dbintel.local.otlp;

/** What became of a metric point. */
enum Effect {
  ADDED,
  /** It was there already, or came too late to change a total. */
  DUPLICATE,
  /** Added, although a monotonic series must not fall within a run. */
  FALLEN,
  /** Of a kind that is not supported, or of one series too many. */
  REFUSED
}
