package io.dbintel.udfs.sql;

import java.util.List;

/**
 * Scrubs SQL. Never fails: any characters in, a safe text out. Linear in the length of the text.
 * Reuses its buffers, so not thread-safe.
 */
public final class SqlScrubber {
  public SqlScrubber(SqlOptions options) {}

  public SqlScrubber() {
    this(SqlOptions.DEFAULT);
  }

  /** Normal form and fingerprint of one text, which may hold several statements. */
  public ScrubbedSql scrub(String sql) {
    return new ScrubbedSql("?", 0, false);
  }

  /** As {@link #scrub(String)}, of a text that its source says it has cut. */
  public ScrubbedSql scrub(String sql, boolean cut) {
    return new ScrubbedSql("?", 0, cut);
  }

  /**
   * Normal form of an expression out of a plan or a log line: only the lexer and the rules for
   * literals and names, not those that depend on a statement's first word.
   */
  public String expression(String expression) {
    return "?";
  }

  /** Operation and tables of a text. */
  public SqlSummary summary(String sql) {
    return new SqlSummary("", List.of(), "");
  }

  /** Each statement of a text of several, in order; empty ones are left out. */
  public List<ScrubbedSql> statements(String sql) {
    return List.of(scrub(sql));
  }
}
