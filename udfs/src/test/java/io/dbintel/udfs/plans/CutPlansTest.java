package io.dbintel.udfs.plans;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages are cut anywhere: what is left must be safe, valid and final. */
class CutPlansTest {
  private static final String START_OF_SECRET = "s3";

  /** A prime: over the length of a plan it meets every kind of place. */
  private static final int STEP = 13;

  private final PlanScrubber scrubber = new PlanScrubber();

  @ParameterizedTest
  @EnumSource(PlanFormat.class)
  void noCutLetsASecretOut(PlanFormat format) {
    for (String name : new String[] {"initplans", "bound"}) {
      String plan = PlanSamples.read(name, format);
      for (int length = 0; length < plan.length(); length++) {
        ScrubbedPlan scrubbed = scrubber.scrub(plan.substring(0, length));
        assertThat(scrubbed.text()).as("cut at %d", length).doesNotContain(START_OF_SECRET);
        if (length % STEP == 0) {
          assertThat(scrubber.scrub(scrubbed.text()).text()).isEqualTo(scrubbed.text());
          Validity.assertValid(scrubbed);
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"JSON", "XML"})
  void everyCutOfAFormatWithAnEndIsNoticed(PlanFormat format) {
    String plan = PlanSamples.withoutPrefix(PlanSamples.read("bound", format));
    for (int length = 1; length < plan.length(); length++) {
      assertThat(scrubber.scrub(plan.substring(0, length)).truncated()).as("%d", length).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(PlanFormat.class)
  void whatStandsBeforeTheCutStays(PlanFormat format) {
    String plan = PlanSamples.read("initplans", format);
    String half = plan.substring(0, plan.length() / 2);
    assertThat(scrubber.scrub(half).text()).contains("customers", "SELECT id FROM", "Aggregate");
  }
}
