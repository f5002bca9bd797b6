package io.dbintel.udfs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What was scrubbed stays as it is when it is scrubbed again, for very many texts. */
class SqlStabilityTest {
  private static final long SEED = Long.getLong("soup.seed", 20_260_401);
  private static final int TEXTS = 300_000;
  private static final int EXAMPLES = 10;

  private final SqlScrubber scrubber = new SqlScrubber();
  private final SqlScrubber again = new SqlScrubber();
  private final SqlSoup soup = new SqlSoup(SEED);
  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void scrubbingTwiceIsScrubbingOnce() {
    assertThat(failing(this::changes)).isEmpty();
  }

  @Test
  void scrubbingAnExpressionTwiceIsScrubbingItOnce() {
    assertThat(failing(this::changesAsExpression)).isEmpty();
  }

  @Test
  void summarySurvivesScrubbing() {
    assertThat(failing(this::changesSummary)).isEmpty();
  }

  @Test
  void statementsOfATextAreAsScrubbedAlone() {
    assertThat(failing(this::changesAlone)).isEmpty();
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

  private boolean changesAlone(String sql) {
    return scrubber.statements(sql).stream()
        .anyMatch(statement -> !again.scrub(statement.text()).equals(statement));
  }

  /** The first texts that fail, made small. */
  private List<String> failing(Predicate<String> fails) {
    List<String> examples = new ArrayList<>();
    for (int left = TEXTS; left > 0 && examples.size() < EXAMPLES; left--) {
      String sql = left % 4 == 0 ? soup.next().sql() : SqlTexts.next(random);
      if (fails.test(sql)) {
        String small = SqlTexts.smallest(sql, fails);
        examples.add(small + "\n  " + scrubber.scrub(small));
      }
    }
    return examples;
  }
}
