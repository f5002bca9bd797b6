package io.dbintel.udfs.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every text: token soup out of all that detectors react to. */
class ScrubberPropertiesTest {
  private static final byte[] KEY = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
  private static final List<String> PIECES =
      List.of(
          "password=",
          "password: ",
          "pwd=",
          "token=",
          "'",
          "\"",
          "\\\"",
          "\\",
          " ",
          " ",
          "\n",
          ".",
          ",",
          ":",
          "::",
          "@",
          "%40",
          "+",
          "-",
          "/",
          "//",
          "://",
          "(",
          ")",
          "<",
          ">",
          "<email>",
          "<password>",
          "****",
          "4111 1111 1111 1111",
          "4111111111111111",
          "card ",
          "DE89",
          "DE89370400440532013000",
          "123-45-6789",
          "123456789",
          "ssn ",
          "a@b.com",
          "alice",
          "1.2.3.4",
          "10.",
          "2001:db8::1",
          "fe80",
          "aa:bb:cc:dd:ee:ff",
          "eyJhbGciOiJIUzI1NiJ9",
          ".eyJzdWIi.x",
          "AKIAIOSFODNN7EXAMPLE",
          "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
          "u:p@h",
          "http://u:p@h/",
          "-----BEGIN PRIVATE KEY-----",
          "-----END PRIVATE KEY-----",
          "+49301234567",
          "(212) 555-0123",
          "tel ",
          "Bearer ",
          "authorization: ",
          "\u200B",
          "\u00A0",
          "１２３",
          "用户",
          "\uD83D\uDCB3",
          "\uD83D",
          "\uDCB3",
          "ü",
          "=",
          "&",
          ";",
          "*",
          "?",
          "$1",
          "null",
          "MRN 123456");

  @Provide
  Arbitrary<String> soup() {
    Arbitrary<String> piece =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(8, Arbitraries.of(PIECES)),
            net.jqwik.api.Tuple.of(1, Arbitraries.strings().ofMaxLength(4)),
            net.jqwik.api.Tuple.of(1, Arbitraries.strings().numeric().ofMaxLength(20)));
    return piece.list().ofMaxSize(25).map(pieces -> String.join("", pieces));
  }

  @Provide
  Arbitrary<TextRules> ruleSets() {
    return Combinators.combine(
            Arbitraries.of(RuleAction.REDACT, RuleAction.MASK, RuleAction.HASH, RuleAction.ALERT),
            Arbitraries.of(RuleAction.REDACT, RuleAction.MASK, RuleAction.HASH),
            Arbitraries.of(Sensitivity.class))
        .as(ScrubberPropertiesTest::rules);
  }

  private static TextRules rules(RuleAction one, RuleAction other, Sensitivity sensitivity) {
    return new TextRules(
        List.of(TextDetector.values()).stream()
            .map(
                detector ->
                    TextRule.of(
                        detector,
                        detector.compareTo(TextDetector.IPV6) < 0 ? one : other,
                        sensitivity))
            .toList());
  }

  @Property(tries = 4000, seed = "20260401")
  void scrubbingAgainChangesNothing(
      @ForAll("ruleSets") TextRules rules, @ForAll("soup") String text) {
    TextScrubber scrubber = new TextScrubber(rules, KEY);
    String once = scrubber.scrub("c", text).text();
    assertThat(scrubber.scrub("c", once).text()).isEqualTo(once);
  }

  @Property(tries = 2000, seed = "20260401")
  void nothingIsLeftToDetect(@ForAll("soup") String text) {
    TextScrubber scrubber = new TextScrubber(TextRules.standard());
    assertThat(scrubber.detect("c", scrubber.scrub("c", text).text())).isEmpty();
  }

  @Property(tries = 2000, seed = "20260401")
  void anyCharactersAreScrubbed(@ForAll String text) {
    for (String preset : TextRules.presets()) {
      TextScrubber scrubber = new TextScrubber(TextRules.preset(preset));
      String once = scrubber.scrub("c", text).text();
      assertThat(scrubber.scrub("c", once).text()).isEqualTo(once);
    }
  }

  @Property(tries = 4000, seed = "20260401")
  void noPlantedValueSurvivesInSoup(
      @ForAll long seed,
      @ForAll TextDetector detector,
      @ForAll("soup") String before,
      @ForAll("soup") String after) {
    String value = new Secrets(seed).of(detector);
    List<String> contexts = Contexts.of(detector);
    String context = contexts.get(Math.floorMod(seed, contexts.size()));
    String text = before + " \n " + context.replace("#", value) + " \n " + after;
    String scrubbed = new TextScrubber(TextRules.standard()).scrub("c", text).text();
    assertThat(scrubbed).doesNotContain(value);
  }

  @Property(tries = 4000, seed = "20260401")
  void whatStandsAroundAValueSurvives(@ForAll long seed, @ForAll TextDetector detector) {
    String value = new Secrets(seed).of(detector);
    List<String> contexts = Contexts.of(detector);
    String context = contexts.get(Math.floorMod(seed, contexts.size()));
    TextScrubber scrubber = new TextScrubber(only(detector));
    String marker = "<" + detector.id() + ">";
    String scrubbed = scrubber.scrub("c", context.replace("#", value)).text();
    // User and password go together; the letter of an escape may be the first of a mailbox.
    String expected =
        switch (detector) {
          case URL_CREDENTIALS -> context.replaceAll("[a-z]*:#", marker);
          case EMAIL -> context.replace("\\n#", "\\#").replace("#", marker);
          default -> context.replace("#", marker);
        };
    assertThat(scrubbed).isEqualTo(expected);
  }

  private static TextRules only(TextDetector detector) {
    return new TextRules(List.of(TextRule.of(detector, RuleAction.REDACT, Sensitivity.STANDARD)));
  }

  @Property(tries = 2000, seed = "20260401")
  void surrogatePairsStayWhole(@ForAll("soup") String text) {
    String whole =
        text.codePoints()
            .filter(c -> c < 0xD800 || c > 0xDFFF)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    String scrubbed = new TextScrubber(TextRules.standard()).scrub("c", whole).text();
    assertThat(scrubbed.codePoints()).noneMatch(c -> c >= 0xD800 && c <= 0xDFFF);
  }
}
