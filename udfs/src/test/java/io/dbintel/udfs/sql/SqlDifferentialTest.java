package io.dbintel.udfs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our lexer against PostgreSQL's own scanner. */
class SqlDifferentialTest {
  private static final long SEED = 20_260_701;
  private static final int GENERATED = 30_000;
  private static final int BATCH = 500;

  /**
   * To PostgreSQL a comment to the end of the line is white space over which a string goes on. The
   * npm build makes comments tokens, so that it reads two strings.
   */
  private static final Pattern CONTINUED_OVER_COMMENT = Pattern.compile("'\\s*--[^\n]*\n\\s*'");

  @ParameterizedTest
  @ValueSource(ints = {17, 18})
  void everyLiteralOfPostgresIsALiteralOfOursAndTokensAreTheSame(int major) throws IOException {
    ScannerComparison real = new ScannerComparison(new SqlLexer());
    try (PostgresScanner postgres = PostgresScanner.start(major)) {
      compareAll(postgres, List.of(real));
    }
    System.out.printf(
        "scanner of %d: %,d statements, %,d refused, %,d literals and comments%n",
        major, real.statements(), real.refused(), real.secretTokens());
    assertThat(real.uncovered()).isEmpty();
    assertThat(real.different()).isEmpty();
    assertThat(real.refused()).isLessThan(real.statements() / 5);
    assertThat(real.secretTokens()).isGreaterThan(2 * GENERATED);
  }

  @Test
  void brokenLexersDiffer() throws IOException {
    List<ScannerComparison> broken =
        BrokenLexers.all().stream().map(ScannerComparison::new).toList();
    try (PostgresScanner postgres = PostgresScanner.start(18)) {
      compareAll(postgres, broken);
    }
    for (ScannerComparison comparison : broken) {
      System.out.printf(
          "%s: %,d statements uncovered, %,d split differently%n",
          comparison.lexerName(), comparison.uncovered().size(), comparison.different().size());
      assertThat(comparison.uncovered()).as(comparison.lexerName()).isNotEmpty();
      assertThat(comparison.different()).as(comparison.lexerName()).isNotEmpty();
    }
  }

  private static void compareAll(PostgresScanner postgres, List<ScannerComparison> comparisons)
      throws IOException {
    List<String> statements = new ArrayList<>(SqlCorpus.statements());
    statements.removeIf(statement -> CONTINUED_OVER_COMMENT.matcher(statement).find());
    SqlSoup soup = SqlSoup.forPostgres(SEED);
    while (statements.size() < GENERATED) {
      statements.add(soup.next().sql());
    }
    for (int from = 0; from < statements.size(); from += BATCH) {
      List<String> batch = statements.subList(from, Math.min(from + BATCH, statements.size()));
      List<int[]> answers = postgres.scan(batch);
      for (ScannerComparison comparison : comparisons) {
        for (int at = 0; at < batch.size(); at++) {
          comparison.compare(batch.get(at), answers.get(at));
        }
      }
    }
  }
}
