package io.dbintel.udfs.plans;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever comes in: a valid text of the same format comes out, and scrubbing it changes nothing.
 */
class RandomPlansTest {
  private static final List<String> PARTS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ",",
          ":",
          ": ",
          "\"",
          "'",
          "\\",
          "\n",
          "\n  ",
          "- ",
          "->  ",
          "  ",
          " ",
          "\"Plan\"",
          "Plan: ",
          "Plans",
          "Filter",
          "Filter: ",
          "(a = 'x')",
          "Sort Key",
          "Query Text: ",
          "SELECT 1",
          "<Plan>",
          "</Plan>",
          "<Filter>",
          "</Filter>",
          "&amp;",
          "<![CDATA[",
          "]]>",
          "<!--",
          "Seq Scan on t",
          "Limit",
          "  (cost=0.00..1.00 rows=1 width=4)",
          " (never executed)",
          "Settings: ",
          "work_mem = '1MB'",
          "Trigger t on r: calls=1",
          "SubPlan 1",
          "CTE x",
          "$1 = ",
          "$$",
          "E'",
          "\"Alias\": ",
          "5",
          "-1.5",
          "true",
          "null",
          "&a",
          "*a",
          "!t",
          "#",
          "|",
          "%",
          "\t",
          "\r",
          "\u0000",
          "é",
          "\ud800",
          "?",
          "duration: 1.0 ms  plan:\n",
          "[Your log message was truncated]");

  private final PlanScrubber scrubber = new PlanScrubber();

  @Property(tries = 4_000, seed = "20260401")
  void soupOfParts(@ForAll("soup") String plan) {
    check(plan);
  }

  @Property(tries = 4_000, seed = "20260401")
  void strings(@ForAll String plan) {
    check(plan);
  }

  @Property(tries = 600, seed = "20260401")
  void damagedPlans(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> samples = PlanSamples.all();
    StringBuilder plan = new StringBuilder(samples.get(random.nextInt(samples.size())));
    for (int edit = random.nextInt(4); edit >= 0; edit--) {
      int from = random.nextInt(plan.length());
      int to = Math.min(plan.length(), from + random.nextInt(20));
      plan.replace(from, to, random.nextBoolean() ? PARTS.get(random.nextInt(PARTS.size())) : "");
    }
    check(plan.toString());
  }

  @Provide
  Arbitrary<String> soup() {
    return Arbitraries.of(PARTS).list().ofMaxSize(30).map(parts -> String.join("", parts));
  }

  private void check(String plan) {
    ScrubbedPlan scrubbed = scrubber.scrub(plan);
    assertThat(scrubber.scrub(scrubbed.text()).text()).isEqualTo(scrubbed.text());
    Validity.assertValid(scrubbed);
  }
}
