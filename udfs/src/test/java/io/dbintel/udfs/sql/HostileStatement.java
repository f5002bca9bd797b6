package io.dbintel.udfs.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A statement of {@code hostile.sql}, where mathematical brackets enclose what is secret.
 *
 * @param secret for each character whether it belongs to a secret
 * @param secrets the words of at least three characters among them
 */
record HostileStatement(String sql, boolean[] secret, List<String> secrets) {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{3,}");
  private static final char OPEN = '\u27e6';
  private static final char CLOSE = '\u27e7';

  static List<HostileStatement> all() {
    return SqlCorpus.read("hostile.sql").stream().map(HostileStatement::parse).toList();
  }

  private static HostileStatement parse(String marked) {
    StringBuilder sql = new StringBuilder();
    boolean[] secret = new boolean[marked.length()];
    List<String> secrets = new ArrayList<>();
    int open = -1;
    for (int at = 0; at < marked.length(); at++) {
      char c = marked.charAt(at);
      if (c == OPEN) {
        open = sql.length();
      } else if (c == CLOSE) {
        addWords(sql.substring(open), secrets);
        open = -1;
      } else {
        secret[sql.length()] = open >= 0;
        sql.append(c);
      }
    }
    return new HostileStatement(sql.toString(), secret, secrets);
  }

  private static void addWords(String text, List<String> secrets) {
    WORD.matcher(text).results().map(MatchResult::group).forEach(secrets::add);
  }

  /**
   * Whether the rest of the secret, behind the cut, is what makes it one: the fifth of a run of
   * digits, or the sign of an address.
   */
  boolean isUndecided(int at, int cut) {
    int first = at;
    while (first > 0 && Character.isDigit(sql.charAt(first - 1))) {
      first--;
    }
    if (Character.isDigit(sql.charAt(at)) && cut - first < 5) {
      return true;
    }
    int sign = sql.indexOf('@', at);
    return sign >= cut - 1 && secret[sign] && !sql.substring(at, sign).contains(" ");
  }
}
