package io.dbintel.local.demo;

/**
 * A value that is not what it must be.
 *
 * @param subject the statement, or the family and database
 * @param column of pg_stat_statements, or the metric
 */
record Mismatch(String subject, String column, String expected, String got) {
  @Override
  public String toString() {
    return "%s: %s is %s, expected %s".formatted(subject, column, got, expected);
  }
}
