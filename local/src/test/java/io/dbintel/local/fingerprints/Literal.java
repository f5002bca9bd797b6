package io.dbintel.local.fingerprints;

/**
 * A constant for a hole.
 *
 * @param sql as written into a statement
 * @param value as sent for a parameter, in the server's text form
 * @param secret a part of it that must not survive scrubbing, empty when it is too ordinary
 */
record Literal(String sql, String value, String secret) {
  static Literal ordinary(String sql) {
    return new Literal(sql, sql, "");
  }

  static Literal number(String sql, String secret) {
    return new Literal(sql, sql, secret);
  }

  static Literal quoted(String value, String secret) {
    return new Literal("'" + value.replace("'", "''") + "'", value, secret);
  }
}
