package io.dbintel.ingest.logs.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AutoExplainTest {
  private static final String START = "duration: 12.345 ms  plan:\n";
  private static final String TEXT =
      "Query Text: SELECT 1\nResult  (cost=0.00..0.01 rows=1 width=4)";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TEXT|Query Text: SELECT \"a\"\\nResult  (cost=0.00..0.01 rows=1 width=4)",
        "TEXT|Query Text: \"odd\"\\nPlans do not begin so",
        "JSON|{\\n  \"Query Text\": \"SELECT 1\",\\n  \"Plan\": {}\\n}",
        "YAML|Query Text: \"SELECT 1\"\\nPlan: \\n  Node Type: \"Result\"",
        "YAML|Query Text: \"SELECT 1\"\\nQuery Parameters: \"$1 = '1'\"\\nPlan: ",
        "XML|<explain xmlns=\"http://www.postgresql.org/2009/explain\">\\n</explain>"
      })
  void everyFormatIsKnownByItsStart(PlanFormat format, String body) {
    String plan = body.replace("\\n", "\n");
    PlanRead read = plan(START + plan);

    assertThat(read.format()).isEqualTo(format);
    assertThat(read.body()).isEqualTo(plan);
    assertThat(read.durationMillis()).isEqualTo(12.345);
    assertThat(read.truncated()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "duration: 12.345 ms",
        "duration: 12.345 ms  statement: SELECT 1 plan:\nx",
        "duration: 12.345 ms  planned",
        "duration: x ms  plan:\nx",
        "duration: 1.2.3 ms  plan:\nx",
        "duration:  ms  plan:\nx",
        "statement: duration: 12.345 ms  plan:\nx"
      })
  void nothingElseIsAPlan(String message) {
    assertThat(AutoExplain.plan(entry(message).build())).isEmpty();
  }

  @Test
  void whatRaiseSaysIsNoPlan() {
    assertThat(
            AutoExplain.plan(
                entry(START + TEXT).context("PL/pgSQL function f() line 1 at RAISE").build()))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true|SQL statement \"SELECT 1\"\\nPL/pgSQL function f() line 1 at SQL statement",
        "true|SQL function \"f\" statement 1",
        "true|PL/Python function \"f\"",
        "false|parallel worker",
        "false|unnamed portal with parameters: $1 = 'SQL statement \"x'"
      })
  void contextTellsNestedStatements(boolean nested, String context) {
    Optional<PlanRead> plan =
        AutoExplain.plan(entry(START + TEXT).context(context.replace("\\n", "\n")).build());
    assertThat(plan).hasValueSatisfying(read -> assertThat(read.nested()).isEqualTo(nested));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "true|Query Text: SELECT $1\\n"
            + "Query Parameters: $1 = '1'\\n"
            + "Result  (cost=0.00..0.01 rows=1)",
        "false|Query Text: SELECT '\\nQuery Parameters: x\\n'\\nResult  (cost=0.00..0.01 rows=1)",
        "true|{\\n"
            + "  \"Query Text\": \"x\",\\n"
            + "  \"Query Parameters\": \"$1 = '1'\",\\n"
            + "  \"Plan\": {}}",
        "false|{\\n  \"Query Text\": \"\\\\n  \\\"Query Parameters\\\": \\\"\",\\n  \"Plan\": {}}",
        "true|Query Text: \"x\"\\nQuery Parameters: \"$1\"\\nPlan: ",
        "true|<explain>\\n  <Query-Text>x</Query-Text>\\n  <Query-Parameters>$1</Query-Parameters>"
      })
  void parametersAreNoticed(boolean has, String body) {
    assertThat(plan(START + body.replace("\\n", "\n")).hasParameters()).isEqualTo(has);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\\n  \"Plan\": {\\n    \"Query Identifier\": 7\\n  },\\n  \"Query Identifier\": -42\\n}",
        "Query Text: x\\nResult  (cost=0.00..0.01 rows=1 width=4)\\nQuery Identifier: -42",
        "Query Text: \"x\"\\nPlan: \\nQuery Identifier: -42\\n",
        "<explain>\\n  <Query-Identifier>-42</Query-Identifier>\\n</explain>"
      })
  void theIdWithinThePlanIsUsedWhereTheEntryHasNone(String body) {
    String message = START + body.replace("\\n", "\n");
    assertThat(plan(message).queryId()).isEqualTo(-42);
    assertThat(AutoExplain.plan(entry(message).queryId(5L).build()).orElseThrow().queryId())
        .isEqualTo(5);
    assertThat(plan(START + TEXT).queryId()).isNull();
  }

  @Test
  void aCutPlanIsFlagged() {
    assertThat(plan(START + TEXT + "\n[Your log message was truncated]").truncated()).isTrue();
    assertThat(plan("duration: 1.0 ms  plan:").truncated()).isTrue();
    assertThat(AutoExplain.plan(entry(START + TEXT).truncated(true).build()).orElseThrow())
        .matches(PlanRead::truncated);
  }

  private static PlanRead plan(String message) {
    return AutoExplain.plan(entry(message).build()).orElseThrow();
  }

  private static LogEntryRead.Builder entry(String message) {
    return LogEntryRead.builder(0, 1, LogFormat.CSVLOG).severity("LOG").message(message);
  }
}
