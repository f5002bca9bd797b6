package io.dbintel.udfs.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts statements at every character, and inside every character that has several bytes, and looks
 * at what the scrubber keeps of the rest.
 */
final class CutCheck {
  /** What a decoder makes of the first bytes of a character. */
  private static final String HALF_A_CHARACTER = "\ufffd";

  private final SqlLexer reference = new SqlLexer();
  private final SqlScrubber scrubber;
  private final List<String> leaks = new ArrayList<>();
  private final List<String> unseenCuts = new ArrayList<>();
  private long cuts;

  /**
   * @param lexer the one to check; where the tokens of a whole statement are, the real one says,
   *     which {@link SqlDifferentialTest} compares with PostgreSQL's
   */
  CutCheck(SqlLexer lexer) {
    scrubber = new SqlScrubber(SqlOptions.DEFAULT, lexer);
  }

  long cuts() {
    return cuts;
  }

  /** Cut texts of which something is kept that was data in the whole. */
  List<String> leaks() {
    return leaks;
  }

  /** Texts cut inside a token and not called truncated. */
  List<String> unseenCuts() {
    return unseenCuts;
  }

  void cutEverywhere(String sql) {
    reference.lex(sql, true);
    boolean[] data = data(sql);
    boolean[] open = openTokens(sql);
    for (int cut = 1; cut <= sql.length(); cut++) {
      check(sql.substring(0, cut), data, cut < sql.length() && open[cut]);
      if (sql.charAt(cut - 1) >= 0x80) {
        check(sql.substring(0, cut - 1) + HALF_A_CHARACTER, data, open[cut - 1]);
      }
    }
  }

  private void check(String cutText, boolean[] data, boolean mustBeTruncated) {
    cuts++;
    ScrubbedSql scrubbed = scrubber.scrub(cutText);
    int leak = KeptInput.firstSecret(scrubber, cutText, data);
    if (leak >= 0) {
      leaks.add(cutText + "\n  keeps position " + leak + ": " + scrubbed.text());
    }
    if (mustBeTruncated && !scrubbed.truncated()) {
      unseenCuts.add(cutText + "\n  " + scrubbed.text());
    }
  }

  /** Positions inside literals, parameters and comments, letters before a quote excepted. */
  private boolean[] data(String sql) {
    boolean[] data = new boolean[sql.length()];
    for (int token = 0; token < reference.count(); token++) {
      switch (reference.kind(token)) {
        case TokenKind.STRING, TokenKind.NUMBER, TokenKind.PARAMETER ->
            Arrays.fill(data, afterPrefix(sql, token), reference.end(token), true);
        case TokenKind.COMMENT ->
            Arrays.fill(data, reference.start(token) + 1, reference.end(token), true);
        default -> {}
      }
    }
    return data;
  }

  /** Positions at which a cut leaves a string, block comment or quoted name without its end. */
  private boolean[] openTokens(String sql) {
    boolean[] open = new boolean[sql.length()];
    for (int token = 0; token < reference.count(); token++) {
      int start = reference.start(token);
      int end = reference.end(token);
      switch (reference.kind(token)) {
        case TokenKind.STRING -> fillString(open, sql, afterPrefix(sql, token), end);
        case TokenKind.COMMENT -> {
          if (sql.charAt(start) == '/') {
            Arrays.fill(open, start + 2, end, true);
          }
        }
        case TokenKind.QUOTED -> {
          for (int cut = sql.indexOf('"', start) + 1; cut < end; cut++) {
            open[cut] = sql.charAt(cut - 1) != '"' || cut == sql.indexOf('"', start) + 1;
          }
        }
        default -> {}
      }
    }
    return open;
  }

  /** Behind a quote the string may be taken to have ended: those cuts cannot be seen. */
  private static void fillString(boolean[] open, String sql, int start, int end) {
    if (sql.charAt(start) == '$') {
      Arrays.fill(open, sql.indexOf('$', start + 1) + 1, end, true);
      return;
    }
    int cut = start + 1;
    while (cut < end && (cut == start + 1 || sql.charAt(cut - 1) != '\'')) {
      open[cut++] = true;
    }
  }

  private int afterPrefix(String sql, int token) {
    int at = reference.start(token);
    if (reference.kind(token) == TokenKind.STRING) {
      while (sql.charAt(at) != '\'' && sql.charAt(at) != '$') {
        at++;
      }
    }
    return at;
  }
}
