package io.dbintel.udfs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What was scrubbed stays as it is when it is scrubbed again, for very many texts. */
class SqlStabilityTest {
  private static final long SEED = Long.getLong("soup.seed", 20_260_401);
  private static final int TEXTS = 100_000;

  private static final int EXAMPLES = 10;

  private final SqlScrubber scrubber = new SqlScrubber();
  private final SqlScrubber again = new SqlScrubber();
  private final SqlSoup soup = new SqlSoup(SEED);
  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void scrubbingTwiceIsScrubbingOnce() {
    assertStable(this::changes);
  }

  @Test
  void scrubbingAnExpressionTwiceIsScrubbingItOnce() {
    assertStable(this::changesAsExpression);
  }

  @Test
  void summarySurvivesScrubbing() {
    assertStable(this::changesSummary);
  }

  @Test
  void statementsOfATextSurviveScrubbing() {
    assertStable(this::changesStatements);
  }

  @Test
  void rareCombinationsAreStable() {
    List<String> rare =
        List.of(
            "\"x\" <> u&\"x\"",
            "\"a b-c:d\" = \"a b-c:d\"",
            "= \"a b\" = \"a b\"",
            "o \"A\" = \"A\"",
            "select \"x\"a@b(\"x\"",
            "select a limit all \"caf\u00e9\"",
            "select \"a b\".bob@example.org from t",
            "select bob@example.\"d e\" from t");
    for (String sql : rare) {
      assertThat(List.of(changes(sql), changesAsExpression(sql), changesSummary(sql)))
          .as(sql)
          .containsOnly(false);
      assertThat(changesStatements(sql)).as(sql).isFalse();
    }
  }

  private boolean changes(String sql) {
    ScrubbedSql once = scrubber.scrub(sql);
    return !again.scrub(once.text()).equals(once);
  }

  private boolean changesAsExpression(String sql) {
    String once = scrubber.expression(sql);
    return !again.expression(once).equals(once);
  }

  private boolean changesSummary(String sql) {
    return !again.summary(scrubber.scrub(sql).text()).equals(scrubber.summary(sql));
  }

  private boolean changesStatements(String sql) {
    return !again.statements(scrubber.scrub(sql).text()).equals(scrubber.statements(sql));
  }

  private void assertStable(Predicate<String> changes) {
    List<String> generated = failing(changes, () -> soup.next().sql());
    List<String> broken = failing(changes, () -> SqlTexts.next(random));
    System.out.printf(
        "stability: of %,d generated statements %d change, of as many broken texts %d%n",
        TEXTS, generated.size(), broken.size());
    assertThat(generated.stream().limit(EXAMPLES)).isEmpty();
    assertThat(broken.stream().limit(EXAMPLES)).isEmpty();
  }

  private List<String> failing(Predicate<String> changes, Supplier<String> texts) {
    List<String> failing = new ArrayList<>();
    for (int left = TEXTS; left > 0; left--) {
      String sql = texts.get();
      if (changes.test(sql)) {
        failing.add(failing.size() < EXAMPLES ? SqlTexts.smallest(sql, changes) : "another");
      }
    }
    return failing;
  }
}
