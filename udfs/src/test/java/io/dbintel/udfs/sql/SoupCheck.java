package io.dbintel.udfs.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Scrubs generated statements and counts what leaks and what is lost. */
final class SoupCheck {
  private static final int EXAMPLES = 20;

  private final SqlScrubber standard;
  private final SqlScrubber nonStandard;
  private final List<String> leaks = new ArrayList<>();
  private final List<String> sureWordsLost = new ArrayList<>();
  private final Map<String, Integer> lost = new HashMap<>();
  private int leaking;
  private long words;
  private long wordsLost;

  SoupCheck(SqlLexer lexer) {
    standard = new SqlScrubber(SqlOptions.DEFAULT, lexer);
    nonStandard = new SqlScrubber(new SqlOptions(false, 0), lexer);
  }

  /** Statements with a secret in the output. */
  int leaking() {
    return leaking;
  }

  /** The first of them. */
  List<String> leaks() {
    return leaks;
  }

  /** Words that no policy could take for data, and that are lost all the same. */
  List<String> sureWordsLost() {
    return sureWordsLost;
  }

  /** Share of names and keywords that should survive and do not. */
  double lostShare() {
    return words == 0 ? 1 : (double) wordsLost / words;
  }

  /** How often each word was lost. */
  Map<String, Integer> lost() {
    return lost;
  }

  void statement(SoupStatement soup, boolean eachStatement) {
    SqlScrubber scrubber = scrubber(soup);
    String text = scrubber.scrub(soup.sql()).text();
    SqlSummary summary = scrubber.summary(soup.sql());
    boolean leak = leaks(text) || leaks(summary);
    if (eachStatement) {
      for (ScrubbedSql one : scrubber.statements(soup.sql())) {
        leak |= leaks(one.text());
      }
    }
    count(leak, soup, text + "\n  " + summary);
    words(soup, text);
  }

  void expression(SoupStatement soup) {
    String text = scrubber(soup).expression(soup.sql());
    count(leaks(text), soup, text);
  }

  private SqlScrubber scrubber(SoupStatement soup) {
    return soup.standardConformingStrings() ? standard : nonStandard;
  }

  private static boolean leaks(String output) {
    return SecretAlphabet.leakIn(output) >= 0;
  }

  private static boolean leaks(SqlSummary summary) {
    return leaks(summary.summary())
        || leaks(summary.operation())
        || summary.tables().stream().anyMatch(SoupCheck::leaks);
  }

  private void count(boolean leak, SoupStatement soup, String output) {
    if (leak) {
      leaking++;
      if (leaks.size() < EXAMPLES) {
        leaks.add(soup + "\n  " + output);
      }
    }
  }

  private void words(SoupStatement soup, String output) {
    String lowerCase = output.toLowerCase(Locale.ROOT);
    for (int at = 0; at < soup.keptWords().size(); at++) {
      String word = soup.keptWords().get(at);
      words++;
      if (!holdsWord(lowerCase, word)) {
        wordsLost++;
        lost.merge(word, 1, Integer::sum);
        if (at < soup.sureWords().size() && sureWordsLost.size() < EXAMPLES) {
          sureWordsLost.add(word + " of " + soup + "\n  " + output);
        }
      }
    }
  }

  private static boolean holdsWord(String text, String word) {
    int at = text.indexOf(word);
    while (at >= 0) {
      int end = at + word.length();
      if ((at == 0 || !wordPart(text.charAt(at - 1)))
          && (end == text.length() || !wordPart(text.charAt(end)))) {
        return true;
      }
      at = text.indexOf(word, at + 1);
    }
    return false;
  }

  private static boolean wordPart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$';
  }
}
