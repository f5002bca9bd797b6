package io.dbintel.udfs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Statements by hand that other tools leak from: nothing marked in them leaves, cut or whole. */
class SqlLeakListTest {
  private final List<HostileStatement> statements = HostileStatement.all();
  private final SqlScrubber scrubber = new SqlScrubber();

  @Test
  void noSecretLeaves() {
    assertThat(statements).hasSizeGreaterThan(100);
    List<String> leaks = new ArrayList<>();
    for (HostileStatement statement : statements) {
      String output = everythingOf(scrubber, statement.sql()).toLowerCase(Locale.ROOT);
      for (String secret : statement.secrets()) {
        if (output.contains(secret.toLowerCase(Locale.ROOT))) {
          leaks.add(secret + " of " + statement.sql() + "\n  " + output);
        }
      }
    }
    System.out.printf("leak list: %d statements, %d leaks%n", statements.size(), leaks.size());
    assertThat(leaks).isEmpty();
  }

  @Test
  void noCharacterOfASecretLeavesWhereverTheStatementIsCut() {
    List<String> leaks = new ArrayList<>();
    for (HostileStatement statement : statements) {
      for (int cut = 1; cut <= statement.sql().length(); cut++) {
        String cutText = statement.sql().substring(0, cut);
        String text = scrubber.scrub(cutText).text();
        int leak = KeptInput.firstSecret(scrubber, cutText, statement.secret());
        if (leak >= 0 && !isMasked(text, statement, leak) && !statement.isUndecided(leak, cut)) {
          leaks.add(cutText + "\n  keeps position " + leak + ": " + text);
        }
      }
    }
    assertThat(leaks).isEmpty();
  }

  @Test
  void brokenLexersLeak() {
    for (SqlLexer broken : BrokenLexers.all()) {
      SqlScrubber leaking = new SqlScrubber(SqlOptions.DEFAULT, broken);
      long leaks =
          statements.stream()
              .filter(
                  statement ->
                      statement.secrets().stream()
                          .anyMatch(everythingOf(leaking, statement.sql())::contains))
              .count();
      System.out.printf("leak list: %s leaks in %d%n", BrokenLexers.name(broken), leaks);
      assertThat(leaks).as(BrokenLexers.name(broken)).isPositive();
    }
  }

  /** A name with a long run of digits is kept, with {@code $} in the place of the run. */
  private static boolean isMasked(String text, HostileStatement statement, int at) {
    return Character.isDigit(statement.sql().charAt(at)) && text.contains("$");
  }

  private static String everythingOf(SqlScrubber scrubber, String sql) {
    return scrubber.scrub(sql) + " " + scrubber.summary(sql) + " " + scrubber.statements(sql);
  }
}
