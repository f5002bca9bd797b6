package io.dbintel.udfs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Short ways through the normal form lead where the long ones do. */
class OrdinaryTokensTest {
  private static final long SEED = 20_261_101;
  private static final int TEXTS = 50_000;

  private final SqlLexer lexer = new SqlLexer();
  private final SqlLexer byRules = new LongWay();
  private final Shape shape = new Shape();
  private final ShapeBuilder builder = new ShapeBuilder(lexer.tokens(), shape);
  private final ShapeWriter writer = new ShapeWriter(shape);
  private long ordinary;

  @Test
  void ordinaryTokensMakeTheItemsThatTheirRulesWouldMake() {
    SqlSoup soup = new SqlSoup(SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int left = TEXTS; left > 0; left--) {
      assertSame(soup.next().sql());
      assertSame(SqlTexts.next(random));
    }
    SqlCorpus.statements().forEach(this::assertSame);
    assertThat(ordinary).isGreaterThan(10L * TEXTS);
  }

  @Test
  void ordinaryTokensAreReadAsTheirRulesWouldReadThem() {
    SqlSoup soup = new SqlSoup(SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int left = TEXTS; left > 0; left--) {
      assertSameTokens(soup.next().sql(), left % 2 == 0);
      assertSameTokens(SqlTexts.next(random), left % 2 == 0);
    }
    SqlCorpus.statements().forEach(sql -> assertSameTokens(sql, true));
    for (char c = 0; c < 0x180; c++) {
      for (char next = 0; next < 0x180; next++) {
        assertSameTokens("a" + c + next + "b " + c + next, true);
      }
    }
  }

  @Test
  void tokensBeyondTheFirstCapacityAreKept() {
    String sql = "a.b,".repeat(3_000);
    lexer.lex(sql, true);
    assertThat(lexer.count()).isEqualTo(4 * 3_000);
    assertSameTokens(sql, true);
  }

  @Test
  void wordsAreHashedAsOneByOne() {
    SplittableRandom random = new SplittableRandom(SEED);
    int words = 0;
    for (int left = TEXTS; left > 0; left--) {
      String sql = SqlTexts.next(random);
      lexer.lex(sql, true);
      Tokens tokens = lexer.tokens();
      for (int i = 0; i < tokens.count; i++) {
        if (tokens.kind(i) == TokenKind.WORD) {
          String word = sql.substring(tokens.start(i), tokens.end(i));
          assertThat(tokens.hash(i)).as(word).isEqualTo(Hashes.text(word));
          words++;
        }
      }
    }
    assertThat(words).isGreaterThan(TEXTS);
  }

  /** More items than tokens: what is not read yet moves out of the way. */
  @Test
  void operatorsThatBecomeSeveralItemsNeedNoRoomOfTheTokensBehind() {
    String sql = "=?-".repeat(2_000) + " tail of it";
    String text = new SqlScrubber().scrub(sql).text();
    assertThat(text).endsWith("tail of it").contains("= ?");
    assertThat(new SqlScrubber().scrub(text).text()).isEqualTo(text);
  }

  private void assertSameTokens(String sql, boolean standardStrings) {
    lexer.lex(sql, standardStrings);
    byRules.lex(sql, standardStrings);
    Tokens tokens = lexer.tokens();
    Tokens expected = byRules.tokens();
    assertThat(tokens.count).as(sql).isEqualTo(expected.count);
    for (int i = 0; i < tokens.count; i++) {
      boolean same =
          tokens.what(i) == expected.what(i)
              && tokens.span(i) == expected.span(i)
              && tokens.hash(i) == expected.hash(i);
      assertThat(same).as("token %d of %s", i, sql).isTrue();
    }
    assertThat(tokens.suspects).as(sql).isEqualTo(expected.suspects);
    assertThat(tokens.semicolons).as(sql).isEqualTo(expected.semicolons);
    assertThat(tokens.atSigns).as(sql).isEqualTo(expected.atSigns);
    assertThat(tokens.beyondAscii).as(sql).isEqualTo(expected.beyondAscii);
  }

  private void assertSame(String sql) {
    ScrubbedSql byShortWays = scrubbed(sql, false);
    assertThat(byShortWays).as(sql).isEqualTo(scrubbed(sql, true));
  }

  private ScrubbedSql scrubbed(String sql, boolean longWays) {
    lexer.lex(sql, true);
    lexer.tokens().dropSilent();
    Tokens tokens = lexer.tokens();
    for (int i = 0; i < tokens.count; i++) {
      ordinary += (tokens.what(i) & Tokens.ORDINARY) != 0 ? 1 : 0;
      if (longWays) {
        tokens.mark(i, tokens.mark(i));
      }
    }
    builder.build();
    return writer.scrubbed(0, shape.count, false);
  }

  private static final class LongWay extends SqlLexer {
    @Override
    int ordinary(int at) {
      return at;
    }
  }
}
