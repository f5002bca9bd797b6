package io.dbintel.udfs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 32 times the text takes about 32 times the time, whatever the text is. */
class SqlLinearTimeTest {
  private static final int SMALL = 1 << 11;
  private static final int GROWTH = 32;

  /** Quadratic time would be a ratio of 1,024; the rest is for a loaded machine. */
  private static final int HIGHEST_RATIO = 10 * GROWTH;

  private static final int ROUNDS = 7;
  private static final long ENOUGH_NANOS = 1_000_000_000;

  private final SqlScrubber scrubber = new SqlScrubber(new SqlOptions(true, 1024));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "[",
        ")",
        "((?",
        "/*/*/*",
        "/*",
        "*/",
        "$a$a$a",
        "$a",
        "$",
        "$1",
        "$abc$ $ab",
        "''''",
        "'",
        "E'\\'",
        "\"a\"a\"a",
        "\"\"",
        "\"",
        "----",
        "--\n",
        "+-+-",
        "+-",
        "-",
        "?-",
        "@-",
        "?",
        "??",
        "= ?",
        "a.",
        ".",
        "..",
        "1.",
        "1e",
        "0x",
        "1_",
        "12345",
        "a1b2c3d4",
        "a",
        "\u00e9",
        "\u2018",
        "\u201c x ",
        "a@b.c ",
        "a@",
        "@a",
        "a@b@",
        "IN (IN (",
        "IN ((",
        "in (1, ",
        "in (a.b, c, ",
        "in (1, a, 2, b), ",
        "VALUES (",
        "VALUES (1), (",
        "values (1, 2), (3, x), ",
        "array[",
        "row(",
        "as \"a\" as \"b\" ",
        "\"a b\" ",
        "a \"b\", ",
        "; ",
        ";a",
        "set a = b;",
        "set ",
        "alter role a set b = c ",
        "create user password ",
        "savepoint a;",
        "notify a, ",
        "select ",
        "from a, ",
        "from a join ",
        "insert into ",
        "union all select ",
        "uescape '!' ",
        "null ",
        "- - - ",
        "- 5 ",
        "cast(",
        "cast(? as ",
        "date ",
        "date '1' ",
        "::a",
        "a::b(1)[",
        "x'1'\n",
        "E'a'\n",
        "'a' -- b\n",
        "\ud83d\ude00",
        "\ud83d",
        "\u0000",
        ", ",
        "not ",
        "... ",
        "(1, (1, ",
        "\"\u6f22\"",
        "with a as (",
        "case when ",
        "limit all "
      })
  void timeGrowsWithTheText(String piece) {
    String small = repeat(piece, SMALL);
    String large = repeat(piece, SMALL * GROWTH);
    scrub(small);
    long smallNanos = fastest(small);
    long largeNanos = fastest(large);
    assertThat((double) largeNanos / smallNanos)
        .as("time for %s x %d: %d ns after %d ns", piece, GROWTH, largeNanos, smallNanos)
        .isLessThan(HIGHEST_RATIO);
  }

  private long fastest(String text) {
    long fastest = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS && (round == 0 || fastest < ENOUGH_NANOS); round++) {
      long start = System.nanoTime();
      scrub(text);
      fastest = Math.min(fastest, System.nanoTime() - start);
    }
    return fastest;
  }

  private void scrub(String text) {
    scrubber.scrub(text);
    scrubber.expression(text);
    scrubber.summary(text);
    scrubber.statements(text);
  }

  private static String repeat(String piece, int length) {
    return piece.repeat(length / piece.length());
  }
}
