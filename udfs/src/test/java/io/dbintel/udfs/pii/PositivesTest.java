package io.dbintel.udfs.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Made data in many surroundings: all of it is found, and the check itself can fail. */
class PositivesTest {
  private static final int VALUES = 300;

  @ParameterizedTest
  @EnumSource(TextDetector.class)
  void everythingIsFoundEverywhere(TextDetector detector) {
    assertThat(missed(detector, TextRules.standard())).isEmpty();
  }

  /** Each detector is what finds its data: without it most of that data is missed. */
  @ParameterizedTest
  @EnumSource(TextDetector.class)
  void withoutItsDetectorDataIsMissed(TextDetector detector) {
    TextRules rules =
        new TextRules(
            TextRules.standard().rules().stream()
                .filter(rule -> rule.detector() != detector)
                .toList());
    assertThat(missed(detector, rules)).hasSizeGreaterThan(VALUES);
  }

  @Test
  void bareCardsAreFoundBesideAWordOrInQuotes() {
    Secrets secrets = new Secrets(5);
    TextScrubber scrubber = new TextScrubber(TextRules.standard());
    for (int i = 0; i < VALUES; i++) {
      String card = secrets.card();
      for (String context : List.of("card #", "cc=#", "Visa: #", "\"cardNumber\":\"#\"")) {
        assertThat(scrubber.scrub("c", context.replace("#", card)).text()).doesNotContain(card);
      }
    }
  }

  private static List<String> missed(TextDetector detector, TextRules rules) {
    Secrets secrets = new Secrets(detector.name().hashCode());
    TextScrubber scrubber = new TextScrubber(rules);
    List<String> missed = new ArrayList<>();
    for (int i = 0; i < VALUES; i++) {
      String value = secrets.of(detector);
      for (String context : Contexts.of(detector)) {
        String text = context.replace("#", value);
        if (survives(scrubber.scrub("comment", text).text(), value)) {
          missed.add(text);
        }
      }
    }
    return missed;
  }

  /** Whether the value, or all but a character of it, is still there. */
  private static boolean survives(String text, String value) {
    return text.contains(value.substring(1))
        || text.contains(value.substring(0, value.length() - 1));
  }
}
