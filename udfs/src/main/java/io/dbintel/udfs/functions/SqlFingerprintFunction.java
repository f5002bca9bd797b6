package io.dbintel.udfs.functions;

import io.dbintel.udfs.sql.ScrubbedSql;

/**
 * {@code SQL_FINGERPRINT(text [, cut] [, options])}: the id of a statement's structure, such as
 * {@code v2:0123456789abcdef}; it ends in an odd digit when the text was cut.
 */
public final class SqlFingerprintFunction extends StatementFunction {
  public SqlFingerprintFunction() {}

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
    return scrubbed.fingerprintId();
  }
}
