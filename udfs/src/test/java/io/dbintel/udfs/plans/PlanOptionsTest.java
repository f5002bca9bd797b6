package io.dbintel.udfs.plans;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanOptionsTest {
  private static final String JSON =
      "{\"Plan\": {\"Node Type\": \"Hash Join\", \"Total Cost\": 1.5, \"Plan Rows\": 3, \"Actual Rows\": 4,"
          + " \"Hash Cond\": \"(a.id = b.id)\", \"Join Filter\": \"(a.x < b.y)\","
          + " \"Plans\": [{\"Node Type\": \"Function Scan\", \"Function Name\": \"f\", \"Alias\": \"a\","
          + " \"Function Call\": \"f(a)\", \"Filter\": \"(a.x = 1)\"}]}}";
  private static final String TEXT =
      """
      Hash Join  (cost=0.00..1.50 rows=3 width=4) (actual rows=4 loops=1)
        Hash Cond: (a.id = b.id)
        Join Filter: (a.x < b.y)
        ->  Function Scan on public.f a  (cost=0.00..1.00 rows=1 width=4) (never executed)
              Function Call: f(a)
              Filter: (a.x = 1)
        ->  Hash  (cost=0.00..1.00 rows=1 width=4) (never executed)
              Output: b.id""";

  @Test
  void filtersBecomeAPlaceholderAsAWhole() {
    PlanOptions options = PlanOptions.DEFAULT.withAnonymizedFilters();
    assertThat(scrub(JSON, options)).isEqualTo(JSON.replace("\"(a.x = 1)\"", "\"?\""));
    assertThat(scrub(TEXT, options)).isEqualTo(TEXT.replace("(a.x = 1)", "?"));
  }

  @Test
  void joinConditionsBecomeAPlaceholderAsAWhole() {
    PlanOptions options = PlanOptions.DEFAULT.withAnonymizedJoinConditions();
    assertThat(scrub(JSON, options))
        .isEqualTo(
            JSON.replace("(a.id = b.id)", "?").replace("(a.x < b.y)", "?").replace("= 1)", "= ?)"));
    assertThat(scrub(TEXT, options))
        .isEqualTo(
            TEXT.replace("(a.id = b.id)", "?").replace("(a.x < b.y)", "?").replace("= 1)", "= ?)"));
  }

  @Test
  void estimatesAreLeftOutAndMeasurementsStay() {
    PlanOptions options = PlanOptions.DEFAULT.withoutCostEstimates();
    assertThat(scrub(JSON, options))
        .isEqualTo(
            JSON.replace("\"Total Cost\": 1.5, \"Plan Rows\": 3, ", "").replace("= 1)", "= ?)"));
    assertThat(scrub(TEXT, options))
        .isEqualTo(TEXT.replaceAll(" {2}\\(cost=[^)]*\\)", "").replace("= 1)", "= ?)"));
  }

  @Test
  void sensitiveNodesKeepTheirTypeAndNumbersOnly() {
    PlanOptions options =
        PlanOptions.DEFAULT.withSensitiveNodeTypes(Set.of("Function Scan", "Foreign Scan"));
    assertThat(scrub(JSON, options))
        .isEqualTo(
            JSON.replace(
                    "\"Function Name\": \"f\", \"Alias\": \"a\"",
                    "\"Function Name\": \"?\", \"Alias\": \"?\"")
                .replace("\"f(a)\"", "\"?\"")
                .replace("\"(a.x = 1)\"", "\"?\""));
    assertThat(scrub(TEXT, options))
        .isEqualTo(
            TEXT.replace("public.f a ", "\"?\".\"?\" \"?\" ")
                .replace("Call: f(a)", "Call: ?")
                .replace("(a.x = 1)", "?"));
  }

  @ParameterizedTest
  @EnumSource(PlanFormat.class)
  void allOptionsTogetherLeaveAValidPlanThatStaysAsItIs(PlanFormat format) {
    PlanScrubber scrubber = new PlanScrubber(new PlanOptions(true, true, true, Set.of("Seq Scan")));
    ScrubbedPlan plan = scrubber.scrub(PlanSamples.read("initplans", format));
    assertThat(PlanSamples.withoutPrefix(plan.text()).replaceFirst("(?m).*Query.Text.*$", ""))
        .contains("Seq Scan", "Aggregate")
        .doesNotContain("customers", "orders_2024", "cost=", "Total Cost", "Total-Cost")
        .contains("avg(orders.id)");
    assertThat(scrubber.scrub(plan.text()).text()).isEqualTo(plan.text());
    Validity.assertValid(plan);
  }

  @Test
  void aNodeTypeThatIsNoneIsRefused() {
    assertThatThrownBy(() -> PlanOptions.DEFAULT.withSensitiveNodeTypes(Set.of("Function Scam")))
        .hasMessage(
            "Invalid value Function Scam for sensitiveNodeTypes: not a node type of a plan");
  }

  private static String scrub(String plan, PlanOptions options) {
    return new PlanScrubber(options).scrub(plan).text();
  }
}
