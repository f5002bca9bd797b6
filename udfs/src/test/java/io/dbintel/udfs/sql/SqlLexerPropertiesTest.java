package io.dbintel.udfs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for the tokens of every text. */
class SqlLexerPropertiesTest {
  private static final int TRIES = 2_000;
  private static final String SEED = "20260601";

  private final SqlLexer lexer = new SqlLexer();

  @Property(tries = TRIES, seed = SEED)
  void tokensFollowEachOtherAndOnlyWhiteSpaceIsBetween(
      @ForAll("texts") String sql, @ForAll boolean standardConformingStrings) {
    lexer.lex(sql, standardConformingStrings);
    int end = 0;
    for (int token = 0; token < lexer.count(); token++) {
      assertThat(lexer.start(token)).isGreaterThanOrEqualTo(end);
      assertThat(lexer.end(token)).isGreaterThan(lexer.start(token));
      assertBlank(sql, end, lexer.start(token));
      end = lexer.end(token);
    }
    assertThat(end).isLessThanOrEqualTo(sql.length());
    assertBlank(sql, end, sql.length());
  }

  @Property(tries = TRIES, seed = SEED)
  void onlyTheLastTokenMayBeUnterminated(@ForAll("texts") String sql) {
    lexer.lex(sql, true);
    for (int token = 0; token < lexer.count(); token++) {
      if ((lexer.flags(token) & SqlLexer.UNTERMINATED) != 0) {
        assertThat(token).isEqualTo(lexer.count() - 1);
        assertThat(lexer.end(token)).isEqualTo(sql.length());
      }
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return SqlTexts.any();
  }

  private static void assertBlank(String sql, int from, int to) {
    for (int at = from; at < to; at++) {
      assertThat(" \t\n\r\f\u000b").contains(String.valueOf(sql.charAt(at)));
    }
  }
}
