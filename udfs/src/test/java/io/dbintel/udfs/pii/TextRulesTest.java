package io.dbintel.udfs.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextRulesTest {
  static List<String> presets() {
    return TextRules.presets();
  }

  @Test
  void presetsAreThoseOfTheDocumentation() {
    assertThat(TextRules.presets()).containsExactly("standard", "pci", "hipaa", "gdpr");
    assertThatThrownBy(() -> TextRules.preset("sox"))
        .hasMessageContaining("sox")
        .hasMessageContaining("gdpr");
  }

  @Test
  void standardHasEveryDetectorAndRedacts() {
    assertThat(TextRules.standard().rules())
        .extracting(TextRule::detector)
        .containsExactlyInAnyOrder(TextDetector.values());
    assertThat(TextRules.standard().rules()).allMatch(rule -> rule.action() == RuleAction.REDACT);
  }

  /** No preset lets through what opens a system. */
  @ParameterizedTest
  @MethodSource("presets")
  void everyRuleOfAPresetFindsAndSpares(String preset) {
    TextScrubber scrubber = new TextScrubber(TextRules.preset(preset));
    Secrets secrets = new Secrets(3);
    for (TextRule rule : TextRules.preset(preset).rules()) {
      String text = example(rule, secrets);
      assertThat(scrubber.detect("f", text))
          .as(text)
          .extracting(Detection::rule)
          .contains(rule.name());
      assertThat(scrubber.detect("f", "nightly report of orders")).isEmpty();
    }
    assertThat(TextRules.preset(preset).rules())
        .extracting(TextRule::detector)
        .contains(
            TextDetector.PASSWORD,
            TextDetector.SECRET,
            TextDetector.API_KEY,
            TextDetector.JWT,
            TextDetector.PRIVATE_KEY,
            TextDetector.URL_CREDENTIALS);
  }

  private static String example(TextRule rule, Secrets secrets) {
    return switch (rule.name()) {
      case "card-verification" -> "CVV: 123";
      case "card-verification-lower" -> "\"cvc2\":\"1234\"";
      case "medical-record" -> "MRN 1234567";
      default -> Contexts.of(rule.detector()).get(0).replace("#", secrets.of(rule.detector()));
    };
  }

  @Test
  void pciShowsTheLastFourDigitsOnly() {
    TextScrubber scrubber = new TextScrubber(TextRules.preset("pci"));
    assertThat(scrubber.scrub("f", "n 4111111111111111 cvv=123 CVC 9876").text())
        .isEqualTo("n ************1111 <card-verification-lower> <card-verification>");
    assertThat(scrubber.scrub("f", "cvvx=123 MRN 12345").text()).isEqualTo("cvvx=123 MRN 12345");
  }

  @Test
  void ownRulesComeBeforeThoseOfThePreset() {
    TextRules rules =
        TextRules.parse(
            """
            extends: gdpr
            rules:
              - {detector: email, action: mask}
              - {name: ticket, pattern: 'TICKET-\\d+'}
            """);
    TextScrubber scrubber = new TextScrubber(rules);
    assertThat(scrubber.scrub("f", "a@b.com TICKET-12 1.2.3.4").text())
        .isEqualTo("a***@*** <ticket> <ipv4>");
    assertThat(rules.rules()).hasSize(TextRules.preset("gdpr").rules().size() + 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rules: [{detector: emial}]|emial",
        "rules: [{detector: email, action: burn}]|burn for action of rule email",
        "rules: [{detector: email, sensitivity: high}]|high for sensitivity of rule email",
        "rules: [{detector: email, colour: red}]|Unknown key colour in rule email",
        "rules: [{name: x}]|either a detector or a pattern",
        "rules: [{name: x, detector: email, pattern: abc}]|either a detector or a pattern",
        "rules: [{name: 'A B', pattern: abc}]|rule name",
        "rules: [{detector: email}, {detector: email}]|Rule email is there twice",
        "rule: []|Unknown key rule",
        "rules: 3|must be a list",
        "'extends: sox'|sox",
        "'rules: [ {'|not YAML",
      })
  void errorsNameRuleKeyAndValue(String yaml, String expected) {
    assertThatThrownBy(() -> TextRules.parse(yaml))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "*,anything,true",
    "comment,COMMENT,true",
    "comment,comments,false",
    "a*,abc,true",
    "*c,abc,true",
    "a*c,abc,true",
    "a*c,ac,true",
    "a*a,a,false",
    "*b*,abc,true",
    "*b*d*,abc,false",
    "a*b*c,axbyc,true",
    "a**c,ac,true",
    "'',x,false",
    "*,'',true",
  })
  void globsMatchNamesOfFields(String glob, String field, boolean matches) {
    assertThat(FieldGlob.matches(glob, field)).isEqualTo(matches);
  }

  @Test
  void everyDetectorHasAnIdOfItsOwn() {
    assertThat(Arrays.stream(TextDetector.values()).map(TextDetector::id))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[a-z0-9-]+"));
  }
}
