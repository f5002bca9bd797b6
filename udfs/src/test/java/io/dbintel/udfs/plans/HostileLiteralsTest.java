package io.dbintel.udfs.plans;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Literals that look like the end of themselves, in every key that holds expressions. */
class HostileLiteralsTest {
  private static final List<String> LITERALS =
      List.of(
          "'s3cr3t'",
          "'it''s s3cr3t'",
          "'s3cr3t\\'",
          "E's3cr3t\\'s s3cr3t'",
          "E'\\\\s3cr3t'",
          "E'a\\\\' || 's3cr3t'",
          "E'\\'\nCTE s3cr3t\n'",
          "$a$\nCTE s3cr3t\n$a$",
          "U&'s3cr3t\\0041'",
          "$$it's s3cr3t$$",
          "$a$ $b$ s3cr3t $$ $a$",
          "'s3cr3t\n  ->  Seq Scan on s3cr3t  (cost=0.00..1.00 rows=1 width=4)'",
          "'s3cr3t\n        Filter: (s3cr3t = 1)\n  Output: s3cr3t'",
          "'\nQuery Text: s3cr3t\nPlanning Time: s3cr3t ms'",
          "'s3cr3t\nSubPlan 1\nCTE s3cr3t\nTrigger s3cr3t: time=1.0 calls=1\nSettings: s3cr3t = ''1'''",
          "'\"s3cr3t'",
          "\"s3cr3t 'name\"",
          "'\"}, {\"Alias\": \"s3cr3t\"}'",
          "'</Filter><Alias>s3cr3t</Alias>'",
          "'<![CDATA[s3cr3t]]>'",
          "'s3cr3t\"\n  Alias: \"s3cr3t\"'",
          "'-- s3cr3t' || '/* s3cr3t'",
          "'\r\n s3cr3t \u0001\u007f\u2028 s3cr3t \ud83d\ude00'",
          "918273645",
          "'{s3cr3t,\"s3cr3t 2\"}'::text[]");

  private final PlanScrubber scrubber = new PlanScrubber();

  static Stream<String> keys() {
    return Stream.concat(
        PlanKeys.CATALOGUE
            .all()
            .filter(key -> key.kind().isExpression() || key.kind() == KeyKind.SQL)
            .map(PlanKey::name)
            .sorted(),
        Stream.of("Sampling"));
  }

  @ParameterizedTest
  @MethodSource("keys")
  void noneLeavesAnyKey(String key) {
    for (String literal : LITERALS) {
      String expression = "(col = " + literal + ")";
      check(
          "Limit  (cost=0.00..1.00 rows=1 width=4)\n  "
              + key
              + ": "
              + expression
              + "\n  ->  Sort on t");
      if (PlanKeys.CATALOGUE.named(key).isPresent()) {
        String quoted = JsonNodeFactory.instance.textNode(expression).toString();
        check("{\"Plan\": {\"%s\": %s, \"Alias\": \"t\"}}".formatted(key, quoted));
        check("{\"Plan\": {\"%s\": [%s, [%s]], \"Alias\": \"t\"}}".formatted(key, quoted, quoted));
        check("- Plan: \n    %s: %s\n    Alias: \"t\"".formatted(key, quoted));
        check("- Plan: \n    %s: \n      - %s\n    Alias: \"t\"".formatted(key, quoted));
        String escaped = expression.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        String tag = PlanKey.tag(key);
        check("<Plan><%s>%s</%s><Alias>t</Alias></Plan>".formatted(tag, escaped, tag));
        check("<Plan><%s><Item>%s</Item></%s><Alias>t</Alias></Plan>".formatted(tag, escaped, tag));
      }
    }
  }

  private void check(String plan) {
    ScrubbedPlan scrubbed = scrubber.scrub(plan);
    assertThat(scrubbed.text()).as(plan).doesNotContain("s3cr3t").doesNotContain("91827");
    assertThat(scrubbed.text()).as(plan).contains("col = ").contains("t");
    assertThat(scrubbed.dropped()).as(plan + scrubbed.text()).isZero();
    assertThat(scrubber.scrub(scrubbed.text()).text()).isEqualTo(scrubbed.text());
    Validity.assertValid(scrubbed);
  }
}
