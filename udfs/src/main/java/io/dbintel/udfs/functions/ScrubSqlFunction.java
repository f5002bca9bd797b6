package io.dbintel.udfs.functions;

import io.dbintel.udfs.sql.ScrubbedSql;

/**
 * {@code SCRUB_SQL(text [, cut] [, options])}: the normal form of a statement, without its
 * literals.
 */
public final class ScrubSqlFunction extends StatementFunction {
  public ScrubSqlFunction() {}

  public String eval(String text) {
    return of(text, false, FunctionOptions.NONE);
  }

  public String eval(String text, String options) {
    return of(text, false, options);
  }

  /**
   * @param cut whether the source says that it has cut the text; NULL when it does not say
   */
  public String eval(String text, Boolean cut) {
    return of(text, cut, FunctionOptions.NONE);
  }

  public String eval(String text, Boolean cut, String options) {
    return of(text, cut, options);
  }

  @Override
  String result(ScrubbedSql scrubbed) {
    return scrubbed.text();
  }
}
