package io.dbintel.udfs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NormalFormTest {
  private final SqlScrubber scrubber = new SqlScrubber();

  /** A statement of {@code normal-forms.txt} and what is expected of it. */
  record Example(String sql, String text, String summary) {}

  static Stream<Example> examples() throws IOException {
    try (InputStream file = NormalFormTest.class.getResourceAsStream("normal-forms.txt")) {
      String content = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      String examples = content.substring(content.indexOf('\n') + 1);
      return Arrays.stream(examples.split("\n\n"))
          .map(String::strip)
          .map(example -> example.split("\n"))
          .map(lines -> new Example(lines[0].replace("\\n", "\n"), lines[1], lines[2]));
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void scrubsAndSummarises(Example example) {
    ScrubbedSql scrubbed = scrubber.scrub(example.sql());
    assertThat(scrubbed.text()).isEqualTo(example.text());
    assertThat(scrubbed.truncated()).isEqualTo(example.text().endsWith("..."));
    assertThat(scrubber.summary(example.sql()).summary()).isEqualTo(example.summary());
  }

  @ParameterizedTest
  @MethodSource("examples")
  void readsItsOwnTextAsTheSame(Example example) {
    ScrubbedSql once = scrubber.scrub(example.sql());
    assertThat(scrubber.scrub(once.text())).isEqualTo(once);
    assertThat(scrubber.summary(once.text())).isEqualTo(scrubber.summary(example.sql()));
  }

  @Test
  void backslashEscapesWhenTheServerSaysSo() {
    String sql = "SELECT 'it\\'s secret', a";
    SqlScrubber old = new SqlScrubber(new SqlOptions(false, 0));
    assertThat(old.scrub(sql).text()).isEqualTo("SELECT ?, a");
    assertThat(scrubber.scrub(sql).truncated()).isTrue();
  }

  @Test
  void textThatFillsItsSourceIsCut() {
    SqlScrubber activity = new SqlScrubber(SqlOptions.DEFAULT.cutAt(16));
    assertThat(activity.scrub("SELECT a FROM t").truncated()).isTrue();
    assertThat(activity.scrub("SELECT a FROM").truncated()).isTrue();
    assertThat(activity.scrub("SELECT aa, bb").truncated()).isFalse();
    assertThat(activity.scrub("SELECT äöü,b").truncated()).isTrue();
  }

  @Test
  void cutTextNeverEqualsAWholeOne() {
    ScrubbedSql whole = scrubber.scrub("SELECT a FROM t");
    ScrubbedSql cut = scrubber.scrub("SELECT a FROM t", true);
    assertThat(SqlFingerprint.truncated(whole.fingerprint())).isFalse();
    assertThat(SqlFingerprint.truncated(cut.fingerprint())).isTrue();
    assertThat(cut.text()).isEqualTo("SELECT a FROM t ...");
  }

  @Test
  void textOfTooManyTokensIsCutAfterThem() {
    String sql = "SELECT " + "a,".repeat(SqlLexer.MAX_TOKENS / 2) + "secret FROM t";
    ScrubbedSql scrubbed = scrubber.scrub(sql);
    assertThat(scrubbed.truncated()).isTrue();
    assertThat(scrubbed.text()).doesNotContain("secret").endsWith("a ...");
    assertThat(scrubber.scrub("SELECT 1").text()).isEqualTo("SELECT ?");
  }

  @Test
  void chainsOfKeywordsAreReadOnce() {
    String chain = "ALTER TABLE t SET " + "set.".repeat(200_000) + "x";
    assertTimeoutPreemptively(Duration.ofSeconds(20), () -> scrubber.scrub(chain));
    String tables = "WITH " + "a AS (SELECT 1), ".repeat(50_000) + "b AS (SELECT 1) ";
    String query = tables + "SELECT 1 FROM " + "c, ".repeat(50_000) + "d";
    assertThat(scrubber.summary(query).tables()).containsExactly("c", "d");
  }

  @Test
  void preparedStatementHasTheFingerprintOfItsQuery() {
    assertThat(scrubber.scrub("PREPARE p AS SELECT a FROM t WHERE b = $1").fingerprint())
        .isEqualTo(scrubber.scrub("select a from t where b = 7").fingerprint());
  }

  @Test
  void eachOfSeveralStatementsHasItsOwn() {
    assertThat(scrubber.statements("SELECT 1; UPDATE t SET a = 2;"))
        .extracting(ScrubbedSql::text)
        .containsExactly("SELECT ?", "UPDATE t SET a = ?");
    assertThat(scrubber.statements("SELECT 1; UPDATE t SET a = 2").get(1).fingerprint())
        .isEqualTo(scrubber.scrub("update t set a=3").fingerprint());
  }

  @Test
  void fingerprintsStayTheSameFromReleaseToRelease() {
    assertThat(scrubber.scrub("SELECT a FROM t WHERE b IN (1, 2)").fingerprintId())
        .isEqualTo("v2:f3da2d3829bb59ce");
  }

  @Test
  void expressionsKeepTheNamesTheServerWrote() {
    assertThat(
            scrubber.expression("((email = 'ann@shop.example'::text) AND (\"Age\" = \"Limit\"))"))
        .isEqualTo("((email = ?::text) AND (\"Age\" = \"Limit\"))");
    assertThat(scrubber.expression("set = 'x'")).isEqualTo("set = ?");
  }
}
