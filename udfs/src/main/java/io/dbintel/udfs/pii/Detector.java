package io.dbintel.udfs.pii;

/**
 * Recognises one kind of data. Looks at most a bounded distance around its trigger, or remembers in
 * the scan how far it looked, so that a scan is linear in the text whatever the text is.
 */
interface Detector {
  /** ASCII characters that wake it. For a digit, only the first of a run does. */
  String triggers();

  /** Reports every hit that the character at {@code at} belongs to or announces. */
  void look(Scan scan, int at);
}
