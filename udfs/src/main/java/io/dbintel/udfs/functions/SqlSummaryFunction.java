package io.dbintel.udfs.functions;

/**
 * {@code SQL_SUMMARY(text [, options])}: {@code db.query.summary} of OpenTelemetry's conventions,
 * such as {@code SELECT orders}; empty when the text does nothing.
 */
public final class SqlSummaryFunction extends ScrubbingFunction {
  public SqlSummaryFunction() {
    super(FunctionOptions::parse);
  }

  public String eval(String text) {
    return eval(text, FunctionOptions.NONE);
  }

  public String eval(String text, String options) {
    return text == null || options == null
        ? null
        : scrubbers(options).sql().summary(text).summary();
  }
}
