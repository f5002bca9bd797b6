package io.dbintel.ingest.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SqlTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1",
        "  with a AS (SELECT 1) SELECT * FROM a",
        "VALUES (1)",
        "TABLE t",
        "(SELECT 1) UNION SELECT 2",
        "SELECT ';'",
        "SELECT E'\\';'",
        "SELECT \"a;\"\"b;\"",
        "SELECT $$;$$ || $x$ ; $$ ; $x$",
        "SELECT 1 -- ; DROP",
        "/* ; /* ; */ ; */ SELECT 1"
      })
  void oneReadingStatementIsAllowed(String sql) {
    assertThat(SqlText.error(sql)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1; DELETE FROM t",
        "SELECT 1;",
        "SELECT '\\'; DELETE FROM t --'",
        "SELECT 'a''b'; SELECT 2",
        "SELECT a$b$; SELECT 1 --$b$",
        "SELECT 1 /* */ ; SELECT 2",
        "DELETE FROM t",
        "SET work_mem = 1",
        ""
      })
  void moreOrOtherStatementsAreNot(String sql) {
    assertThat(SqlText.error(sql)).isPresent();
  }

  @Test
  void positionsAreKept() {
    assertThat(SqlText.withoutLiterals("a 'x\ny' b")).isEqualTo("a   \n   b");
  }
}
