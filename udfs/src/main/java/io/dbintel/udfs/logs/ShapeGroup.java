package io.dbintel.udfs.logs;

/** Where a shape belongs: one field of an entry, or one line of a report in a message. */
enum ShapeGroup {
  MESSAGE,
  DETAIL,
  HINT,
  /** One frame of a CONTEXT, which may have several. */
  CONTEXT,
  LOCATION,
  REPORT
}
