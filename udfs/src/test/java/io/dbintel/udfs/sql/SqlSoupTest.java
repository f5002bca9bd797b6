package io.dbintel.udfs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * No secret of a million generated statements is in what the scrubber gives out, and the names and
 * keywords are. {@code -Dsoup.seed} and {@code -Dsoup.statements} make it another million.
 */
class SqlSoupTest {
  private static final long SEED = Long.getLong("soup.seed", 20_260_101);
  private static final int STATEMENTS = Integer.getInteger("soup.statements", 1_000_000);
  private static final int EXPRESSIONS = STATEMENTS / 10;
  private static final int FOR_BROKEN_LEXERS = 20_000;

  @Test
  void noSecretSurvivesAndNamesDo() {
    SoupCheck check = new SoupCheck(new SqlLexer());
    SqlSoup soup = new SqlSoup(SEED);
    for (int at = 0; at < STATEMENTS; at++) {
      check.statement(soup.next(), at % 4 == 0);
    }
    System.out.printf(
        "token soup, seed %d: %,d statements, %d leaks; of the names and keywords %.3f %% lost%n",
        SEED, STATEMENTS, check.leaking(), 100 * check.lostShare());
    assertThat(check.leaks()).isEmpty();
    assertThat(check.sureWordsLost()).isEmpty();
    assertThat(check.lostShare()).as("most lost: %s", check.lost()).isLessThan(0.001);
  }

  @Test
  void noSecretOfAnExpressionSurvives() {
    SoupCheck check = new SoupCheck(new SqlLexer());
    SqlSoup soup = SqlSoup.ofExpressions(SEED);
    for (int at = 0; at < EXPRESSIONS; at++) {
      check.expression(soup.next());
    }
    assertThat(check.leaks()).isEmpty();
  }

  @Test
  void brokenLexersLeak() {
    for (SqlLexer broken : BrokenLexers.all()) {
      SoupCheck check = new SoupCheck(broken);
      SqlSoup soup = new SqlSoup(SEED);
      for (int at = 0; at < FOR_BROKEN_LEXERS; at++) {
        check.statement(soup.next(), false);
      }
      System.out.printf(
          "token soup: %s leaks in %,d of %,d statements%n",
          BrokenLexers.name(broken), check.leaking(), FOR_BROKEN_LEXERS);
      assertThat(check.leaking()).as(BrokenLexers.name(broken)).isPositive();
    }
  }
}
