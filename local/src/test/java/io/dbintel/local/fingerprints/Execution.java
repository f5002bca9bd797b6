package io.dbintel.local.fingerprints;

/**
 * One statement that ran.
 *
 * @param session the process id of its backend
 * @param activity {@code pg_stat_activity.query} after it
 * @param queryId {@code pg_stat_activity.query_id} after it; 0 when the server gives none, as
 *     before 14
 * @param error what the server refused it with, empty when it succeeded
 */
record Execution(
    Template template,
    Variant variant,
    Rendering rendering,
    int session,
    String activity,
    long queryId,
    String error) {

  @Override
  public String toString() {
    return template.name() + " " + variant;
  }
}
