package io.dbintel.udfs.functions;

import io.dbintel.udfs.sql.ScrubbedSql;

/** A function of one SQL text that its source may have cut. */
abstract class StatementFunction extends ScrubbingFunction {
  StatementFunction() {
    super(FunctionOptions::parse);
  }

  final String of(String text, Boolean cut, String options) {
    return text == null || options == null
        ? null
        : result(scrubbers(options).sql().scrub(text, Boolean.TRUE.equals(cut)));
  }

  abstract String result(ScrubbedSql scrubbed);
}
