package io.dbintel.udfs.sql;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Texts that were or should have been SQL, for properties. */
final class SqlTexts {
  private static final String[] FRAGMENTS = {
    "'",
    "''",
    "\"",
    "\"\"",
    "$$",
    "$a$",
    "$",
    "$1",
    "$zq",
    "/*",
    "*/",
    "--",
    "\n",
    "\r",
    " ",
    "\t",
    "E'",
    "U&'",
    "u&\"",
    "N'",
    "N$1",
    "x'1F'",
    "b'",
    "\\",
    "\\'",
    "?",
    "??",
    "?|",
    "@?",
    "=?",
    "?=",
    "a=?",
    "-?",
    "- ?",
    "?-",
    "? -",
    "-",
    "--?",
    "+",
    "*",
    "/",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ";",
    ".",
    "..",
    "...",
    " ...",
    ":",
    "::",
    ":=",
    "=>",
    "=",
    "<>",
    "!=",
    "@",
    "a@b.org",
    "\"?\"",
    "\"?1\"",
    "\"?12\"",
    "\"a b\"",
    "\"A\"",
    "\"a\"",
    "\"order\"",
    "null",
    "NULL",
    "is",
    "not",
    "true",
    "FALSE",
    "limit",
    "all",
    "select",
    "SELECT",
    "from",
    "t",
    "T",
    "where",
    "in",
    "IN (",
    "(1, 2)",
    "(?, ?)",
    "values",
    "VALUES (?), (?)",
    "array[",
    "row(",
    "as",
    "AS \"x\"",
    "set",
    "SET a = b",
    "to",
    "alter role r password",
    "notify c, d",
    "create",
    "insert into t",
    "cast(",
    "date '2026-01-01'",
    "interval ? day",
    "uescape '!'",
    "uescape ?",
    "1",
    "1.5e-3",
    "0x1F",
    "1_0",
    "1e",
    "12abc",
    "t123456",
    "t$",
    "deadbeef0123",
    "\u2018",
    "\u201d x",
    "\u00e9",
    "\u6f22",
    "\ud83d\ude00",
    "\ud83d",
    "\ude00",
    "\u0000",
    "\u0001",
    "\u007f",
    "\u0085",
    "\u00a0",
    "\u2028",
    "\ufeff",
    "\ufffd",
    "savepoint s",
    "release",
    "union all",
    "between ? and ?",
    "like",
    "escape"
  };

  private static final List<String> CORPUS = SqlCorpus.statements();

  private SqlTexts() {}

  /** Any characters, pieces that lexers trip over, generated statements, and damaged real ones. */
  static Arbitrary<String> any() {
    return Arbitraries.oneOf(characters(), fragments(), soup(), damaged());
  }

  private static Arbitrary<String> characters() {
    return Arbitraries.oneOf(
        Arbitraries.strings().all().ofMaxLength(60),
        Arbitraries.strings().ascii().ofMaxLength(60),
        Arbitraries.strings().withChars("'\"$\\/*-?()[]., aE1;:\n@=").ofMaxLength(40));
  }

  private static Arbitrary<String> fragments() {
    return Arbitraries.of(FRAGMENTS)
        .flatMap(
            fragment ->
                Arbitraries.of("", "", "", " ", " ", "\n").map(separator -> fragment + separator))
        .list()
        .ofMaxSize(25)
        .map(pieces -> String.join("", pieces));
  }

  private static Arbitrary<String> soup() {
    return Arbitraries.longs().map(seed -> new SqlSoup(seed).next().sql());
  }

  private static Arbitrary<String> damaged() {
    return Combinators.combine(
            Arbitraries.of(CORPUS),
            Arbitraries.doubles().between(0, 1),
            Arbitraries.integers().between(0, 6),
            Arbitraries.of(FRAGMENTS))
        .as(SqlTexts::damage);
  }

  /** One text of a kind that {@link #any} has, without its cost: for tests of very many. */
  static String next(SplittableRandom random) {
    if (random.nextInt(3) == 0) {
      String sql = CORPUS.get(random.nextInt(CORPUS.size()));
      return damage(sql, random.nextDouble(), random.nextInt(6), fragment(random));
    }
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(20); left > 0; left--) {
      text.append(fragment(random)).append(random.nextInt(3) == 0 ? " " : "");
    }
    return text.toString();
  }

  private static String fragment(SplittableRandom random) {
    return FRAGMENTS[random.nextInt(FRAGMENTS.length)];
  }

  /** Replaces some characters at a place by others. */
  private static String damage(String sql, double place, int removed, String inserted) {
    int at = (int) (place * sql.length());
    int end = Math.min(sql.length(), at + removed);
    return sql.substring(0, at) + inserted + sql.substring(end);
  }

  /** The text without all that can be left out of it so that it still fails. */
  static String smallest(String failing, Predicate<String> fails) {
    String text = failing;
    for (int size = Math.max(1, text.length() / 2); size > 0; size /= 2) {
      int at = 0;
      while (at + size <= text.length()) {
        String shorter = text.substring(0, at) + text.substring(at + size);
        if (fails.test(shorter)) {
          text = shorter;
        } else {
          at++;
        }
      }
    }
    return text;
  }
}
