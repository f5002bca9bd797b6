package io.dbintel.udfs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What changes a fingerprint and what does not. */
class SqlFingerprintInvarianceTest {
  private static final long SEED = 20_260_501;
  private static final int VARIATIONS = 50;

  private final SqlScrubber scrubber = new SqlScrubber();

  @Test
  void literalsWhiteSpaceCommentsAndCaseChangeNothing() {
    StatementVariation variation = new StatementVariation(SEED);
    List<String> different = new ArrayList<>();
    for (String sql : SqlCorpus.statements()) {
      long fingerprint = fingerprint(sql);
      for (int left = VARIATIONS; left > 0; left--) {
        String varied = variation.of(sql);
        if (fingerprint(varied) != fingerprint) {
          different.add(sql + "\n  " + varied + "\n  " + scrubber.scrub(sql).text());
          break;
        }
      }
    }
    assertThat(different).isEmpty();
  }

  @Test
  void statementsOfTheCorpusDiffer() {
    Map<Long, String> byFingerprint = new HashMap<>();
    List<String> same = new ArrayList<>();
    for (String sql : SqlCorpus.statements()) {
      String text = scrubber.scrub(sql).text();
      String before = byFingerprint.putIfAbsent(fingerprint(sql), text);
      if (before != null && !before.equalsIgnoreCase(text)) {
        same.add(before + "\n  " + text);
      }
    }
    assertThat(same).isEmpty();
    assertThat(byFingerprint).hasSizeGreaterThan(350);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select 5 | select -5",
        "select 5 | select - 5",
        "select 5 | select -5.5e3",
        "select 5 | select null",
        "select 5 | select true",
        "select 5 | select FALSE",
        "select 5 | select $1",
        "select 5 | select ?",
        "select a from t limit 5 | select a from t limit all",
        "select a from t limit 5 | select a from t limit null",
        "select a from t where b = 5 | select a from t where b = -5",
        "select a from t where b=5 | select a from t where b = ?",
        "select a from t where b=? | select a from t where b = $1",
        "select a from t where b in (1) | select a from t where b in (1, 2, 3)",
        "select a from t where b in (1) | select a from t where b in ($1, $2)",
        "select a from t where b in (1) | select a from t where b in (-1, null, 'x')",
        "select a from t where b = any(array[1]) | select a from t where b = any(array[1, 2])",
        "insert into t values (1) | insert into t values (1), (2), (3)",
        "insert into t values (1, 'a') | insert into t values (1, 'a'), (null, -2)",
        "select a from t where b <> 1 | select a from t where b != 1",
        "select \"a\" from t | select a from t",
        "select a from t; | select a from t",
        "select a::int from t where b = 'x'::text | select a :: int from t where b = 'y' :: text"
      })
  void sameFingerprint(String one, String other) {
    assertThat(fingerprint(one)).isEqualTo(fingerprint(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "select a from t | select b from t",
        "select a from t | select a from u",
        "select a from t | select a, a from t",
        "select a from t | select \"A\" from t",
        "select a from t where b = 1 | select a from t where b < 1",
        "select a from t where b = 1 | select a from t where b = 1 and b = 1",
        "select a from t where b is null | select a from t where b is not null",
        "select a - 5 from t | select a + 5 from t",
        "select a from t where b in (1) | select a from t where b not in (1)",
        "select a from t where b in (1) | select a from t where b in (c)",
        "select f(1) | select f(1, 2)",
        "select a from t limit 5 | select a from t offset 5",
        "select a from t | select a from t where",
        "select ''a | select ''a''"
      })
  void otherFingerprint(String one, String other) {
    assertThat(fingerprint(one)).isNotEqualTo(fingerprint(other));
  }

  private long fingerprint(String sql) {
    return scrubber.scrub(sql).fingerprint();
  }
}
