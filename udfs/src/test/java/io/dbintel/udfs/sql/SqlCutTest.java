package io.dbintel.udfs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Servers cut texts at a number of bytes. Wherever that is, nothing leaves that was in a literal or
 * comment of the whole statement.
 */
class SqlCutTest {
  private static final long SEED = 20_260_301;
  private static final int GENERATED = 3_000;

  @Test
  void nothingOfALiteralOrCommentSurvivesACut() {
    List<String> statements = statements();
    CutCheck check = new CutCheck(new SqlLexer());
    statements.forEach(check::cutEverywhere);
    System.out.printf(
        "cuts: %,d statements, %,d cuts, %d leaks\n",
        statements.size(), check.cuts(), check.leaks().size());
    assertThat(check.leaks()).isEmpty();
    assertThat(check.cuts()).isGreaterThan(100 * GENERATED);
  }

  @Test
  void cutsInsideATokenAreSeen() {
    CutCheck check = new CutCheck(new SqlLexer());
    statements().forEach(check::cutEverywhere);
    assertThat(check.unseenCuts()).isEmpty();
  }

  @Test
  void wholeStatementsAreNotTruncated() {
    SqlScrubber scrubber = new SqlScrubber();
    assertThat(SqlCorpus.statements()).filteredOn(sql -> scrubber.scrub(sql).truncated()).isEmpty();
  }

  @Test
  void fingerprintsOfCutTextsAreOddAndOfWholeTextsEven() {
    SqlScrubber scrubber = new SqlScrubber();
    for (String sql : SqlCorpus.statements()) {
      assertThat(SqlFingerprint.truncated(scrubber.scrub(sql, true).fingerprint())).isTrue();
      assertThat(SqlFingerprint.truncated(scrubber.scrub(sql).fingerprint()))
          .isEqualTo(scrubber.scrub(sql).truncated());
    }
  }

  @Test
  void brokenLexersLeakOnACut() {
    for (SqlLexer broken : BrokenLexers.all()) {
      CutCheck check = new CutCheck(broken);
      statements().forEach(check::cutEverywhere);
      System.out.printf(
          "cuts: %s leaks in %,d of %,d\n",
          BrokenLexers.name(broken), check.leaks().size(), check.cuts());
      assertThat(check.leaks()).as(BrokenLexers.name(broken)).isNotEmpty();
    }
  }

  private static List<String> statements() {
    List<String> statements = new ArrayList<>(SqlCorpus.statements());
    SqlSoup soup = SqlSoup.forPostgres(SEED);
    for (int left = GENERATED; left > 0; left--) {
      statements.add(soup.next().sql());
    }
    return statements;
  }
}
