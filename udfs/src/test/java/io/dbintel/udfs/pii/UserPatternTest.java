package io.dbintel.udfs.pii;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserPatternTest {
  @Test
  void patternsOfTheUserAreScrubbed() {
    TextScrubber scrubber = scrubber("EMP-\\d{4}", null);
    ScrubbedText scrubbed = scrubber.scrub("f", "EMP-1234, EMP-99, x EMP-5678");
    assertThat(scrubbed.text()).isEqualTo("<mine>, EMP-99, x <mine>");
    assertThat(scrubbed.detections())
        .containsExactly(new Detection("mine", "f", RuleAction.REDACT, 2));
    assertThat(scrubber.scrub("f", "emp-1234").text()).isEqualTo("emp-1234");
  }

  @Test
  void aLiteralGivenWithTheRuleLetsOtherPatternsRun() {
    assertThat(scrubber("[0-9]+-[a-z]", "-").scrub("f", "12-a").text()).isEqualTo("<mine>");
    assertThat(scrubber("[0-9]+-[a-z]", "-").scrub("f", "12a").text()).isEqualTo("12a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\d+", "[a-z]{3}", "ab|cd", "(?i)secret", "a?b?c+", "x\\d", "(abc)?d"})
  void aPatternWithoutALiteralIsRefused(String pattern) {
    assertThatThrownBy(() -> scrubber(pattern, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rule mine")
        .hasMessageContaining(pattern);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(ab", "abc*?+[", "(?<x>abc)(?=d)"})
  void aPatternThatIsNoneIsRefused(String pattern) {
    assertThatThrownBy(() -> scrubber(pattern, null)).hasMessageContaining("rule mine");
  }

  @Test
  void aPatternThatFindsMarkersOrNothingIsRefused() {
    assertThatThrownBy(() -> scrubber("<[a-z-]+>", "<")).hasMessageContaining("marker");
    assertThatThrownBy(() -> scrubber("(abc)*", "abc")).hasMessageContaining("empty");
    assertThatThrownBy(() -> scrubber("abc", "")).hasMessageContaining("literal");
  }

  /** A pattern that finds what replaces it never settles: the text goes as a whole. */
  @Test
  void replacementsThatKeepBeingFoundGiveUpTheText() {
    TextRule hashed =
        new TextRule(
            "own",
            null,
            "mail:[0-9a-f]+|mail-\\d",
            "mail",
            RuleAction.REDACT,
            Sensitivity.STANDARD,
            "*");
    TextRule other =
        new TextRule("mail", null, "mail-\\d", "mail", RuleAction.HASH, Sensitivity.STANDARD, "*");
    TextScrubber scrubber =
        new TextScrubber(new TextRules(List.of(other, hashed)), new byte[16], 4096);
    String once = scrubber.scrub("f", "mail-1").text();
    assertThat(scrubber.scrub("f", once).text()).isEqualTo(once);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "EMP-\\d{4}~EMP-",
        "ab?cd~cd",
        "(?:x|y)abc~abc",
        "abc(def)~abc",
        "[abc]xyz~xyz",
        "[]a]xyz~xyz",
        "[^]a]xyz~xyz",
        "[[:alpha:]]xyz~xyz",
        "a\\.b\\.c~a.b.c",
        "\\bword\\b~word",
        "abc{2}d~ab",
        "abc{0}de~ab",
        "abc+d~abc",
        "\\p{Lu}xyz~xyz",
        "\\x{41}xyz~xyz",
        "\\x41xyz~''",
        "\\Qab~''",
        "(a[)]b)cd~cd",
        "(a\\)b)cd~cd",
        "ab.cde~cde",
        "ab|xy~''",
        "x(?i)abc~''",
        "a~''"
      })
  void theLongestRequiredLiteralIsTaken(String pattern, String literal) {
    assertThat(RequiredLiteral.of(pattern)).isEqualTo(literal);
  }

  private static TextScrubber scrubber(String pattern, String literal) {
    TextRule rule =
        new TextRule("mine", null, pattern, literal, RuleAction.REDACT, Sensitivity.STANDARD, "*");
    return new TextScrubber(new TextRules(List.of(rule)));
  }
}
