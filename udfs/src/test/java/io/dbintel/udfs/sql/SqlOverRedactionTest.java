package io.dbintel.udfs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Of queries as people write them the names survive: a scrubber that drops all is safe and useless.
 */
class SqlOverRedactionTest {
  private static final double HIGHEST_SHARE = 0.02;

  @Test
  void namesAndKeywordsOfOrdinaryStatementsSurvive() {
    SqlScrubber scrubber = new SqlScrubber();
    SqlLexer lexer = new SqlLexer();
    List<String> lost = new ArrayList<>();
    int words = 0;
    for (String sql : SqlCorpus.read("queries.sql")) {
      String text = " " + scrubber.scrub(sql).text().toLowerCase(Locale.ROOT) + " ";
      lexer.lex(sql, true);
      for (int token = 0; token < lexer.count(); token++) {
        String word = sql.substring(lexer.start(token), lexer.end(token)).toLowerCase(Locale.ROOT);
        if (lexer.kind(token) == TokenKind.WORD && !isConstant(word)) {
          words++;
          if (!text.matches("(?s).*[^\\p{L}\\p{N}_$]\\Q" + word + "\\E[^\\p{L}\\p{N}_$].*")) {
            lost.add(word);
          }
        }
      }
    }
    System.out.printf("over-redaction: %d of %,d words lost: %s%n", lost.size(), words, lost);
    assertThat(words).isGreaterThan(1_000);
    assertThat((double) lost.size() / words).as("lost %s", lost).isLessThan(HIGHEST_SHARE);
  }

  /** What pg_stat_statements replaces too, and a keyword of a literal. */
  private static boolean isConstant(String word) {
    return List.of("null", "true", "false", "all", "uescape").contains(word);
  }
}
