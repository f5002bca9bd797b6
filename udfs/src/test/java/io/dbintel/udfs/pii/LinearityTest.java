package io.dbintel.udfs.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Characters looked at per character of hostile texts: bounded, and not growing with the size. */
class LinearityTest {
  private static final int MOST_LOOKS_PER_CHARACTER = 400;
  private static final double GROWTH = 1.2;

  static List<String> hostile() {
    return List.of(
        "a",
        "1",
        "1.",
        "1 ",
        "1-",
        "a@",
        "a.",
        "@a.",
        "+1 ",
        "+1",
        "eyJ",
        "eyJ.",
        "http://",
        "http://a:b",
        "http://a:",
        "://:@",
        "password=",
        "password=\"",
        "password='",
        "password=''x",
        "password=\\\"",
        "password='\\",
        "token:",
        "secret=a;b=",
        "password=&",
        "password ",
        "::",
        ":",
        "a:",
        "1:",
        "f:f",
        "::1",
        "-",
        "-----BEGIN PRIVATE KEY-----",
        "-----BEGIN ",
        "--token ",
        "ghp_",
        "sk-",
        "sk-1",
        "sk-a1-",
        "AKIA",
        "AIza",
        "DE89",
        "de89 ",
        "DE12 3456 7890 ",
        "4111 ",
        "4111-",
        "1\u200B",
        "\u200B",
        "4 1 1 1 ",
        "card 4111111111111111 ",
        "\uFF11",
        "\uD835\uDFCF",
        "\uD835",
        "%40",
        "a%40",
        "\"a\"@",
        "a'",
        "o'b@",
        "aa:bb:cc:dd:ee:",
        "aaaa.bbbb.",
        "fe80::",
        "1.1.1.1.",
        "(212) ",
        "tel 0",
        "Bearer ",
        "bearer b",
        "<password>",
        "****",
        "\n",
        "\0",
        "xn--",
        "a@xn--",
        "a@b.c",
        "0 0 ",
        "ssn 123 ",
        "authorization: basic ",
        "u:p",
        "u:p@h",
        "eyJaaaaaaaaaaa.");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void looksStayProportionalToTheText(String unit) {
    double small = looksPerCharacter(unit, 4096);
    double large = looksPerCharacter(unit, 65_536);
    assertThat(large).isLessThan(small * GROWTH + 1);
    assertThat(large).isLessThan(MOST_LOOKS_PER_CHARACTER);
  }

  /** What precedes a hostile stretch must not make each of its parts look to the end. */
  @ParameterizedTest
  @MethodSource("hostile")
  void noPrefixMakesItWorse(String unit) {
    for (String prefix :
        List.of(
            "password=\"",
            "password='",
            "token=",
            "http://a:",
            "-----BEGIN PRIVATE KEY-----",
            "eyJaaaaaaaaaaaa.",
            "::",
            "\"",
            "ghp_")) {
      double small = looksPerCharacter(prefix + unit.repeat(4096 / unit.length()));
      double large = looksPerCharacter(prefix + unit.repeat(65_536 / unit.length()));
      assertThat(large).as(prefix).isLessThan(small * GROWTH + 1);
    }
  }

  /** The measure is sound: a detector that looks to the end each time is seen. */
  @Test
  void aQuadraticDetectorWouldBeSeen() {
    Detector quadratic =
        new Detector() {
          @Override
          public String triggers() {
            return "a";
          }

          @Override
          public void look(Scan scan, int at) {
            for (int i = at; scan.at(i) != 0; ) {
              i++;
            }
          }
        };
    double small = looksPerCharacter(quadratic, "a".repeat(512));
    double large = looksPerCharacter(quadratic, "a".repeat(4096));
    assertThat(large).isGreaterThan(small * 4);
  }

  private static double looksPerCharacter(String unit, int length) {
    return looksPerCharacter(unit.repeat(length / unit.length()));
  }

  private static double looksPerCharacter(String text) {
    double most = 0;
    for (Sensitivity sensitivity : Sensitivity.values()) {
      long visited = new TextScanner().scan(text, all(sensitivity)).visited();
      most = Math.max(most, visited / (double) text.length());
    }
    return most;
  }

  private static double looksPerCharacter(Detector detector, String text) {
    Scan scan = new Scan();
    scan.begin(text, all(Sensitivity.STANDARD));
    for (int i = 0; i < text.length(); i++) {
      detector.look(scan, i);
    }
    return scan.visited() / (double) text.length();
  }

  private static FieldRules all(Sensitivity sensitivity) {
    List<TextRule> rules =
        TextRules.standard().rules().stream()
            .map(rule -> TextRule.of(rule.detector(), RuleAction.REDACT, sensitivity))
            .toList();
    return new FieldRules(rules, Map.of(), new Markers(List.of()), "comment");
  }
}
