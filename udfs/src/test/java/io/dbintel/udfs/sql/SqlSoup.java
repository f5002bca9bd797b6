package io.dbintel.udfs.sql;

import java.util.SplittableRandom;

/**
 * An endless supply of statements that know where their secrets are: the same for the same seed.
 *
 * <p>A third are utility statements, the others begin as ordinary queries and go on with tokens of
 * all kinds in any order. A fifth are cut short. A quarter is read with {@code
 * standard_conforming_strings} off.
 */
final class SqlSoup {
  private static final String[] PUNCTUATION = {
    "(", ")", "[", "]", ",", ",", ";", "{", "}", "\\", "\u0001"
  };

  private final SplittableRandom random;
  private final boolean forPostgres;
  private final boolean secretNames;

  private SqlSoup(long seed, boolean forPostgres, boolean secretNames) {
    random = new SplittableRandom(seed);
    this.forPostgres = forPostgres;
    this.secretNames = secretNames;
  }

  SqlSoup(long seed) {
    this(seed, false, true);
  }

  /** Without data in the place of names, as the expressions of a plan are. */
  static SqlSoup ofExpressions(long seed) {
    return new SqlSoup(seed, false, false);
  }

  /**
   * Only what PostgreSQL's scanner accepts with its default settings: nothing cut, and none of the
   * numbers that newer releases refuse.
   */
  static SqlSoup forPostgres(long seed) {
    return new SqlSoup(seed, true, true);
  }

  SoupStatement next() {
    SoupText soup = new SoupText(random, forPostgres || random.nextInt(4) != 0, forPostgres);
    append(soup);
    return !forPostgres && soup.oneIn(5) ? soup.finishCut() : soup.finish();
  }

  private void append(SoupText soup) {
    if (secretNames && soup.oneIn(3)) {
      SoupTemplates.append(soup);
      if (soup.oneIn(4)) {
        soup.punctuation(";");
        appendSoup(soup);
      }
    } else {
      appendBeginning(soup);
      soup.sureUpToHere();
      appendSoup(soup);
    }
  }

  private static void appendBeginning(SoupText soup) {
    switch (soup.random.nextInt(4)) {
      case 0 -> appendPhrase(soup, "select", "~,", "~", "from", "~", "where", "~");
      case 1 -> appendPhrase(soup, "UPDATE", "~", "SET", "~", "=", "~", "WHERE", "~");
      case 2 -> appendPhrase(soup, "insert", "into", "~", "(", "~,", "~", ")", "select");
      default -> appendPhrase(soup, "DELETE", "FROM", "~", "WHERE", "~");
    }
  }

  private static void appendPhrase(SoupText soup, String... phrase) {
    for (String word : phrase) {
      switch (word) {
        case "~" -> SoupWords.appendName(soup);
        case "~," -> {
          SoupWords.appendName(soup);
          soup.punctuation(",");
        }
        case "=" -> soup.operator("=");
        case "(", ")" -> soup.punctuation(word);
        default -> soup.keyword(word);
      }
      SoupSeparators.append(soup);
    }
  }

  private void appendSoup(SoupText soup) {
    for (int left = 1 + soup.random.nextInt(12); left > 0; left--) {
      switch (soup.random.nextInt(16)) {
        case 0, 1 -> SoupWords.appendName(soup);
        case 2 -> SoupWords.appendKeyword(soup);
        case 3, 4 -> SoupWords.appendOperator(soup);
        case 5 -> soup.punctuation(soup.pick(PUNCTUATION));
        case 6 -> {
          if (secretNames) {
            SoupWords.appendSecretName(soup);
          }
        }
        case 7, 8 -> SoupSeparators.append(soup);
        case 9 -> appendList(soup);
        default -> SoupLiterals.append(soup);
      }
    }
  }

  private static void appendList(SoupText soup) {
    soup.keyword(soup.pick("in", "IN", "values", "array", "row"));
    soup.punctuation(soup.oneIn(4) ? "[" : "(");
    for (int left = soup.random.nextInt(4); left > 0; left--) {
      if (soup.oneIn(6)) {
        SoupWords.appendName(soup);
      } else {
        SoupLiterals.append(soup);
      }
      soup.punctuation(",");
    }
    SoupLiterals.append(soup);
    soup.punctuation(soup.oneIn(4) ? "]" : ")");
  }
}
