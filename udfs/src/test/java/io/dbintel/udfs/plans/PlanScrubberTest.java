package io.dbintel.udfs.plans;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlanScrubberTest {
  private final PlanScrubber scrubber = new PlanScrubber();

  @Test
  void aFragmentStaysAFilterOnItsColumn() {
    assertThat(scrub("{\"Filter\": \"(email = 'user@example.com'::text)\"}"))
        .isEqualTo("{\"Filter\": \"(email = ?::text)\"}");
    assertThat(scrub("Filter: (email = 'user@example.com'::text)"))
        .isEqualTo("Filter: (email = ?::text)");
    assertThat(scrub("<Filter>(email = 'a&amp;b'::text)</Filter>"))
        .isEqualTo("<Filter>(email = ?::text)</Filter>");
    assertThat(scrub("- Filter: \"(email = 'a'::text)\""))
        .isEqualTo("- Filter: \"(email = ?::text)\"");
  }

  @Test
  void aLoggedTextPlanKeepsItsLayoutNamesAndNumbers() {
    assertThat(scrubber.scrub(PlanSamples.read("bound", PlanFormat.TEXT)).text())
        .isEqualTo(
            """
            duration: 0.364 ms  plan:
            Query Text: SELECT id FROM customers WHERE email = ? AND note <> ? AND id <> ?
            Query Parameters: $1 = ?, $2 = ?, $3 = ?
            Seq Scan on public.customers  (cost=0.00..66.21 rows=1 width=4) (actual time=0.362..0.363 rows=0 loops=1)
              Output: id
              Filter: ((customers.note <> ?::text) AND (customers.id <> ?) AND (customers.email = ?::text))
              Rows Removed by Filter: 2000
              Buffers: shared hit=30
            Query Identifier: -5544519983598457948""");
  }

  @ParameterizedTest
  @EnumSource(PlanFormat.class)
  void aLoggedPlanIsUnderstoodWhole(PlanFormat format) {
    for (String name : new String[] {"initplans", "bound"}) {
      ScrubbedPlan plan = scrubber.scrub(PlanSamples.read(name, format));
      assertThat(plan.format()).isEqualTo(format);
      assertThat(plan.dropped()).as(plan.text()).isZero();
      assertThat(plan.truncated()).isFalse();
      assertThat(plan.text()).startsWith("duration: ").doesNotContain(PlanSamples.SECRET);
      assertThat(plan.text()).contains("Seq Scan", "customers", "Filter");
      assertThat(plan.query().orElseThrow().text()).startsWith("SELECT id FROM customers WHERE");
      assertThat(scrub(plan.text())).isEqualTo(plan.text());
      Validity.assertValid(plan);
    }
  }

  @Test
  void keysKeepTheirOrderAndTheServersLayout() {
    String json =
        """
        [
          {
            "Plan": {
              "Node Type": "Seq Scan",
              "Parallel Aware": false,
              "Alias": "t",
              "Total Cost": 35.50,
              "Output": ["a", "b"],
              "Plans": [
                {
                  "Node Type": "Limit"
                }
              ]
            }
          }
        ]""";
    assertThat(scrub(json)).isEqualTo(json);
  }

  @Test
  void unknownKeysAndValuesOfAnotherKindAreLeftOutAndCounted() {
    ScrubbedPlan plan =
        scrubber.scrub(
            "{\"Plan\": {\"Node Type\": \"Seq Scan\", \"Plan Rows\": \"4111111111111111\", \"Hint\": \"x\","
                + " \"Parallel Aware\": \"yes\", \"Alias\": 5, \"Join Type\": \"Secret\"}}");
    assertThat(plan.text())
        .isEqualTo("{\"Plan\": {\"Node Type\": \"Seq Scan\", \"Join Type\": \"?\"}}");
    assertThat(plan.dropped()).isEqualTo(5);
  }

  @Test
  void namesThatAreNoWordsOrHoldNumbersAreRedacted() {
    assertThat(
            scrub(
                "{\"Alias\": \"a@b.example\", \"Relation Name\": \"tmp_918273645\", \"Index Name\":"
                    + " \"Größe_2\", \"CTE Name\": \"*VALUES*\", \"Subplan Name\": \"CTE my cte\"}"))
        .isEqualTo(
            "{\"Alias\": \"?\", \"Relation Name\": \"tmp_$\", \"Index Name\": \"Größe_2\","
                + " \"CTE Name\": \"*VALUES*\", \"Subplan Name\": \"CTE ?\"}");
    assertThat(
            scrub(
                "Seq Scan on \"My Schema\".\"Order\" \"a\"\"b  (cost=\"\n"
                    + "  ->  Values Scan on \"*VALUES*\"  (cost=0.00..0.01 rows=1 width=4)"))
        .isEqualTo(
            "Seq Scan on \"?\".\"Order\" \"?\"\n"
                + "  ->  Values Scan on \"*VALUES*\"  (cost=0.00..0.01 rows=1 width=4)");
  }

  @Test
  void settingsKeepNumbersAndKnownWords() {
    assertThat(
            scrub(
                "{\"Settings\": {\"work_mem\": \"64kB\", \"jit\": \"off\", \"search_path\": \"bob\","
                    + " \"my.secret\": \"1\"}}"))
        .isEqualTo(
            "{\"Settings\": {\"work_mem\": \"64kB\", \"jit\": \"off\", \"search_path\": \"?\"}}");
    assertThat(
            scrub(
                "Settings: search_path = '\"o'brien\", public', work_mem = '64kB'\nExecution Time: 1.5 ms"))
        .isEqualTo("Settings: search_path = '?', work_mem = '64kB'\nExecution Time: 1.5 ms");
  }

  @Test
  void triggersKeepTheirNamesAndTimes() {
    assertThat(
            scrub(
                "Trigger RI_ConstraintTrigger_c_16458 for constraint orders_fkey on orders: time=0.1"
                    + " calls=2\nTrigger it's mine: time=1.234 calls=1\nTrigger x: s3cr3t"))
        .isEqualTo(
            "Trigger RI_ConstraintTrigger_c_$ for constraint orders_fkey on orders: time=0.1 calls=2\n"
                + "Trigger \"?\": time=1.234 calls=1");
  }

  @Test
  void theStatementOfATextPlanEndsWhereThePlanBegins() {
    ScrubbedPlan plan =
        scrubber.scrub(
            """
            Query Text: SELECT 's3cr3t
            Seq Scan on s3cr3t  (cost=0.00..1.00 rows=1 width=1)' -- it's
            /* Result  (cost=0.00..1.00 rows=1 width=1)
            */ LIMIT $$
            Limit$$
            Limit  (cost=0.00..1.00 rows=1 width=1)
              Output: 's3cr3t'""");
    assertThat(plan.text())
        .isEqualTo(
            "Query Text: SELECT ? LIMIT ?\nLimit  (cost=0.00..1.00 rows=1 width=1)\n  Output: ?");
    assertThat(plan.query().orElseThrow().text()).isEqualTo("SELECT ? LIMIT ?");
  }

  @Test
  void nodesOfUnknownTypeKeepTheirPlaceAndNumbers() {
    assertThat(
            scrub(
                "Secret Scan on s3cr3t  (cost=0.00..1.00 rows=1 width=1)\n"
                    + "  ->  Other Scan s3cr3t (never executed)\n  ->  s3cr3t\n  s3cr3t"))
        .isEqualTo("?  (cost=0.00..1.00 rows=1 width=1)\n  ->  ? (never executed)\n  ->  ?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello",
        "{",
        "[[",
        "{\"a",
        "<",
        "<a",
        "<a>s</b>",
        "<!DOCTYPE x>",
        "- A: [",
        "?",
        "\u0000",
        "'",
        "\"",
        "Plan:\n\t"
      })
  void whatIsNoPlanBecomesAPlaceholderOrNothing(String text) {
    ScrubbedPlan plan = scrubber.scrub(text);
    assertThat(plan.text())
        .isIn("?", "{}", "[]", "[[]]", "{\"Plan\": \"?\"}", "<Plan>?</Plan>", "Plan: \"?\"");
    assertThat(scrub(plan.text())).isEqualTo(plan.text());
  }

  @Test
  void nothingStaysNothing() {
    assertThat(scrub("")).isEmpty();
    assertThat(scrub(" \n ")).isEmpty();
    assertThat(scrub("duration: 1.000 ms  plan:\n")).isEqualTo("duration: 1.000 ms  plan:\n");
  }

  @Test
  void theMarkerOfACutMessageIsSaidAndLeftOut() {
    String marker = "\n[Your log message was truncated]";
    ScrubbedPlan json =
        scrubber.scrub("{\"Plan\": {\"Alias\": \"t\", \"Filter\": \"(a = 's3c" + marker);
    assertThat(json.text()).isEqualTo("{\"Plan\": {\"Alias\": \"t\"}}");
    assertThat(json.truncated()).isTrue();
    ScrubbedPlan text = scrubber.scrub("Limit\n  Filter: (a = 's3c" + marker);
    assertThat(text.text()).startsWith("Limit\n  Filter: (a = ?").doesNotContain("s3c");
    assertThat(text.truncated()).isTrue();
  }

  private String scrub(String plan) {
    return scrubber.scrub(plan).text();
  }
}
