package io.dbintel.udfs.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.udfs.pii.ScrubbedText.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextScrubberTest {
  private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
  private static final String CARD = "4111 1111 1111 1111";

  @Test
  void hitsAreCountedByRuleAndFieldWithoutTheirValue() {
    ScrubbedText scrubbed =
        new TextScrubber(TextRules.standard())
            .scrub("application_name", "a@b.com, c@d.com from 10.1.2.3");
    assertThat(scrubbed.text()).isEqualTo("<email>, <email> from <ipv4>");
    assertThat(scrubbed.detections())
        .containsExactly(
            new Detection("email", "application_name", RuleAction.REDACT, 2),
            new Detection("ipv4", "application_name", RuleAction.REDACT, 1));
    assertThat(scrubbed.toString()).doesNotContain("a@b.com").doesNotContain("10.1.2.3");
  }

  @Test
  void textWithoutHitsIsTheSameObject() {
    String text = "nightly report";
    assertThat(new TextScrubber(TextRules.standard()).scrub("f", text).text()).isSameAs(text);
    assertThat(new TextScrubber(TextRules.standard()).scrub("f", null).text()).isNull();
  }

  @Test
  void masksKeepTheShape() {
    assertThat(one(TextDetector.PAYMENT_CARD, RuleAction.MASK, "x " + CARD))
        .isEqualTo("x **** **** **** 1111");
    assertThat(one(TextDetector.US_SSN, RuleAction.MASK, "123-45-6789")).isEqualTo("***-**-6789");
    assertThat(one(TextDetector.PHONE, RuleAction.MASK, "+49 30 1234567"))
        .isEqualTo("+** ** ***4567");
    assertThat(one(TextDetector.IBAN, RuleAction.MASK, "DE89370400440532013000"))
        .isEqualTo("******************3000");
    assertThat(one(TextDetector.EMAIL, RuleAction.MASK, "alice@example.com")).isEqualTo("a***@***");
    assertThat(one(TextDetector.EMAIL, RuleAction.MASK, "𝒜lice@example.com"))
        .isEqualTo("𝒜***@***");
    assertThat(one(TextDetector.IPV4, RuleAction.MASK, "10.1.2.3")).isEqualTo("10.1.*.*");
    assertThat(one(TextDetector.IPV6, RuleAction.MASK, "2001:db8::1")).isEqualTo("2001:*");
    assertThat(one(TextDetector.MAC_ADDRESS, RuleAction.MASK, "aa:bb:cc:dd:ee:ff"))
        .isEqualTo("aa:bb:cc:**:**:**");
    assertThat(one(TextDetector.PASSWORD, RuleAction.MASK, "password=x y"))
        .isEqualTo("password=**** y");
  }

  @Test
  void hashesAreTheSameForTheSameValueAndKeyOnly() {
    TextRules rules = rules(TextDetector.EMAIL, RuleAction.HASH);
    TextScrubber scrubber = new TextScrubber(rules, KEY);
    String first = scrubber.scrub("f", "a@b.com").text();
    assertThat(first).matches("<email:[0-9a-f]{16}>");
    assertThat(scrubber.scrub("g", "x a@b.com").text()).isEqualTo("x " + first);
    assertThat(scrubber.scrub("f", "c@b.com").text()).isNotEqualTo(first);
    byte[] other = "another key of it".getBytes(StandardCharsets.UTF_8);
    assertThat(new TextScrubber(rules, other).scrub("f", "a@b.com").text()).isNotEqualTo(first);
    assertThat(scrubber.scrub("f", first).text()).isEqualTo(first);
  }

  /** RFC 4231, case 2 has a key too short for us; case 1 is 20 bytes of 0x0b over "Hi There". */
  @Test
  void hashesAreHmacSha256() {
    byte[] key = new byte[20];
    java.util.Arrays.fill(key, (byte) 0x0b);
    assertThat(new Pseudonyms(key).of("Hi There")).isEqualTo("b0344c61d8db3853");
  }

  @Test
  void aHashWithoutAKeyIsAnErrorThatNamesTheRule() {
    TextRules rules = rules(TextDetector.EMAIL, RuleAction.HASH);
    assertThatThrownBy(() -> new TextScrubber(rules))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Rule email");
    assertThatThrownBy(() -> new TextScrubber(rules, new byte[] {77, 77}))
        .hasMessageContaining("2 bytes")
        .hasMessageNotContaining("77");
  }

  @Test
  void theKeyIsShownNowhere() {
    assertThat(new Pseudonyms(KEY).toString()).isEqualTo("Pseudonyms");
  }

  @Test
  void fieldsAndRecordsAreDropped() {
    ScrubbedText field =
        new TextScrubber(rules(TextDetector.EMAIL, RuleAction.DROP_FIELD)).scrub("f", "x a@b.com");
    assertThat(field.outcome()).isEqualTo(Outcome.FIELD_DROPPED);
    assertThat(field.text()).isNull();
    TextRules both =
        new TextRules(
            List.of(
                TextRule.of(TextDetector.EMAIL, RuleAction.DROP_FIELD, Sensitivity.STANDARD),
                TextRule.of(
                    TextDetector.PAYMENT_CARD, RuleAction.DROP_RECORD, Sensitivity.STANDARD),
                TextRule.of(TextDetector.PASSWORD, RuleAction.REDACT, Sensitivity.STANDARD)));
    ScrubbedText record = new TextScrubber(both).scrub("f", "a@b.com password='" + CARD + "'");
    assertThat(record.outcome()).isEqualTo(Outcome.RECORD_DROPPED);
    assertThat(record.detections()).extracting(Detection::rule).contains("payment-card", "email");
  }

  @Test
  void alertsCountAndChangeNothing() {
    ScrubbedText scrubbed =
        new TextScrubber(rules(TextDetector.EMAIL, RuleAction.ALERT)).scrub("f", "x a@b.com");
    assertThat(scrubbed.text()).isEqualTo("x a@b.com");
    assertThat(scrubbed.detections())
        .containsExactly(new Detection("email", "f", RuleAction.ALERT, 1));
  }

  /** An alert on the outer value must not keep the inner one in the text. */
  @Test
  void anAlertShadowsNoRedaction() {
    TextRules rules =
        new TextRules(
            List.of(
                TextRule.of(TextDetector.URL_CREDENTIALS, RuleAction.ALERT, Sensitivity.STANDARD),
                TextRule.of(TextDetector.EMAIL, RuleAction.REDACT, Sensitivity.STANDARD)));
    assertThat(new TextScrubber(rules).scrub("f", "x://u:alice@example.com/").text())
        .isEqualTo("x://u:<email>/");
  }

  @Test
  void overlappingHitsBecomeOneUnderTheLongest() {
    TextScrubber scrubber = new TextScrubber(TextRules.standard());
    assertThat(scrubber.scrub("f", "password=a@b.com&c;d x").text())
        .isEqualTo("password=<password> x");
    assertThat(scrubber.scrub("f", "password='card " + CARD + "'").text())
        .isEqualTo("password='<password>'");
    assertThat(scrubber.scrub("f", "postgres://app:pw@db.example.com/x").text())
        .isEqualTo("postgres://<url-credentials>@db.example.com/x");
  }

  @Test
  void aTextThatIsTooLongLeavesAsAMarkerAndIsCounted() {
    TextScrubber scrubber = new TextScrubber(TextRules.standard(), null, 100);
    String text = "x".repeat(90) + " a@b.com and more";
    ScrubbedText scrubbed = scrubber.scrub("f", text);
    assertThat(scrubbed.text()).isEqualTo("<oversize-text>");
    assertThat(scrubbed.detections())
        .containsExactly(new Detection(TextScrubber.OVERSIZE, "f", RuleAction.REDACT, 1));
    assertThat(scrubber.detect("f", text))
        .extracting(Detection::rule)
        .containsExactly("oversize-text");
    assertThat(scrubber.scrub("f", "x".repeat(100)).text()).hasSize(100);
  }

  /**
   * Markers are longer than short values: what grows past the bound could not be scrubbed again.
   */
  @Test
  void aTextThatGrowsTooLongLeavesAsAMarker() {
    TextScrubber scrubber = new TextScrubber(TextRules.standard(), null, 100);
    ScrubbedText scrubbed = scrubber.scrub("f", "pwd=a ".repeat(16));
    assertThat(scrubbed.text()).isEqualTo("<unstable-text>");
    assertThat(scrubbed.detections()).extracting(Detection::rule).contains(TextScrubber.UNSTABLE);
  }

  @Test
  void rulesApplyToTheirFieldsOnly() {
    TextRules rules =
        TextRules.parse(
            """
            rules:
              - {name: keep, detector: email, action: alert, fields: contact_*}
              - {name: mail, detector: email, fields: '*'}
              - {name: host, detector: ipv4, fields: comment}
            """);
    TextScrubber scrubber = new TextScrubber(rules);
    assertThat(scrubber.scrub("contact_email", "a@b.com 1.2.3.4").text())
        .isEqualTo("a@b.com 1.2.3.4");
    assertThat(scrubber.scrub("COMMENT", "a@b.com 1.2.3.4").text()).isEqualTo("<mail> <host>");
    assertThat(scrubber.scrub("other", "a@b.com 1.2.3.4").text()).isEqualTo("<mail> 1.2.3.4");
  }

  @Test
  void detectCountsWhatScrubWouldReplace() {
    TextScrubber scrubber = new TextScrubber(TextRules.standard());
    String text = "a@b.com password=x " + CARD;
    assertThat(scrubber.detect("f", text)).isEqualTo(scrubber.scrub("f", text).detections());
    assertThat(scrubber.detect("f", "nothing")).isEmpty();
  }

  private static String one(TextDetector detector, RuleAction action, String text) {
    return new TextScrubber(rules(detector, action)).scrub("f", text).text();
  }

  private static TextRules rules(TextDetector detector, RuleAction action) {
    return new TextRules(List.of(TextRule.of(detector, action, Sensitivity.STANDARD)));
  }
}
