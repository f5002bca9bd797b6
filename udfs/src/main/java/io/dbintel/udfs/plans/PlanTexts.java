package io.dbintel.udfs.plans;

import io.dbintel.udfs.sql.ScrubbedSql;
import io.dbintel.udfs.sql.SqlScrubber;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of plans that are SQL or hold what a user wrote: one rule each, for all formats. */
final class PlanTexts {
  private static final Pattern SETTING_NUMBER =
      Pattern.compile(
          "-?\\d{1,20}(\\.\\d{1,20})?(e[+-]?\\d{1,3})?( ?(B|kB|MB|GB|TB|us|ms|s|min|h|d))?");
  private static final Pattern PARAMETER = Pattern.compile("\\$\\d{1,9} = ");

  private final SqlScrubber sql;
  private final PlanOptions options;

  PlanTexts(SqlScrubber sql, PlanOptions options) {
    this.sql = sql;
    this.options = options;
  }

  String expression(KeyKind kind, String expression, boolean sensitive) {
    boolean whole =
        sensitive
            || (kind == KeyKind.FILTER && options.anonymizeFilters())
            || (kind == KeyKind.JOIN && options.anonymizeJoinConditions());
    return whole ? PlanNames.REDACTED : oneLine(sql.expression(expression));
  }

  ScrubbedSql statement(String text) {
    ScrubbedSql scrubbed = sql.scrub(text);
    return new ScrubbedSql(oneLine(scrubbed.text()), scrubbed.fingerprint(), scrubbed.truncated());
  }

  /** How many parameters there were, by the server's form {@code $1 = 'x', $2 = NULL}. */
  static String parameters(String text) {
    StringBuilder kept = new StringBuilder();
    int count = 0;
    Matcher parameter = PARAMETER.matcher(text);
    for (int i = 0; i < text.length(); ) {
      if (parameter.region(i, text.length()).lookingAt()) {
        kept.append(count++ == 0 ? "" : ", ").append('$').append(count).append(" = ?");
        i = parameter.end();
      } else {
        i = SqlTokens.skip(text, i);
      }
    }
    return kept.isEmpty() ? PlanNames.REDACTED : kept.toString();
  }

  static Optional<String> setting(String name, String value) {
    if (!PlanKeys.CATALOGUE.isSetting(name)) {
      return Optional.empty();
    }
    boolean harmless =
        PlanKeys.CATALOGUE.isSettingWord(value) || SETTING_NUMBER.matcher(value).matches();
    return Optional.of(harmless ? value : PlanNames.REDACTED);
  }

  private static String oneLine(String text) {
    return text.replace('\n', ' ').replace('\r', ' ');
  }
}
