package io.dbintel.udfs.pii;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Hits per token on {@link HarmlessCorpus}: the target is fewer than one in a thousand. */
class FalsePositivesTest {
  private static final int LINES = 24_000;
  private static final double MOST_PER_TOKEN = 0.001;

  @Test
  void fewerThanOneTokenInAThousandIsHit() {
    List<String> lines = new HarmlessCorpus(20260101).lines(LINES);
    long tokens = lines.stream().mapToLong(HarmlessCorpus::tokens).sum();
    assertThat(tokens).isGreaterThan(200_000);
    Map<String, Integer> hits = hits(TextRules.standard(), lines);
    int total = hits.values().stream().mapToInt(Integer::intValue).sum();
    hits.forEach((rule, count) -> print(rule, count, tokens));
    print("total", total, tokens);
    assertThat(total).isLessThan((int) (tokens * MOST_PER_TOKEN));
    for (TextDetector detector : TextDetector.values()) {
      assertThat(hits.getOrDefault(detector.id(), 0))
          .as(detector.id())
          .isLessThan((int) (tokens * MOST_PER_TOKEN));
    }
  }

  /** The corpus is no straw man: without the context that bare digits need, it is full of hits. */
  @Test
  void strictDetectorsExceedTheTargetOnTheSameTexts() {
    List<String> lines = new HarmlessCorpus(20260101).lines(LINES);
    long tokens = lines.stream().mapToLong(HarmlessCorpus::tokens).sum();
    TextRules strict =
        new TextRules(
            TextRules.standard().rules().stream()
                .map(rule -> TextRule.of(rule.detector(), RuleAction.REDACT, Sensitivity.STRICT))
                .toList());
    Map<String, Integer> hits = hits(strict, lines);
    hits.forEach((rule, count) -> print("strict " + rule, count, tokens));
    assertThat(hits.get("payment-card")).isGreaterThan(50);
    assertThat(hits.values().stream().mapToInt(Integer::intValue).sum())
        .isGreaterThan((int) (tokens * MOST_PER_TOKEN));
  }

  private static Map<String, Integer> hits(TextRules rules, List<String> lines) {
    TextScrubber scrubber = new TextScrubber(rules);
    Map<String, Integer> hits = new TreeMap<>();
    for (String line : lines) {
      for (Detection detection : scrubber.detect("comment", line)) {
        hits.merge(detection.rule(), detection.count(), Integer::sum);
      }
    }
    return hits;
  }

  private static void print(String rule, int count, long tokens) {
    System.out.printf(
        Locale.ROOT,
        "false positives %s: %d of %d tokens, %.5f %%%n",
        rule,
        count,
        tokens,
        100.0 * count / tokens);
  }
}
