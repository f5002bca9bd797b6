package io.dbintel.udfs.texts;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.statements.QueryTexts.QueryText;
import io.dbintel.udfs.sql.SqlFingerprint;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same text and fingerprint wherever a text is scrubbed. */
class QueryTextScrubberTest {
  private final QueryTextScrubber scrubber = QueryTextScrubber.caching();

  @Test
  void aTextLeavesWithItsShape() {
    ScrubbedQueryText text =
        scrub("select * from users u where email = 'ann@example.com'").orElseThrow();
    assertThat(text.text()).isEqualTo("select * from users u where email = ?");
    assertThat(text.fingerprint()).matches("v2:[0-9a-f]{16}");
    assertThat(text.operation()).isEqualTo("SELECT");
    assertThat(text.tables()).containsExactly("users");
    assertThat(text.summary()).isEqualTo("SELECT users");
    assertThat(text.truncated()).isFalse();
  }

  @Test
  void aCutTextNeverEqualsAWholeOne() {
    String sql = "SELECT a FROM t";
    ScrubbedQueryText whole = scrub(sql).orElseThrow();
    ScrubbedQueryText cut =
        scrubber.scrub(new QueryText(1, 2, true, 3, sql, true), null, true).orElseThrow();
    assertThat(cut.truncated()).isTrue();
    assertThat(cut.fingerprint()).isNotEqualTo(whole.fingerprint());
    assertThat(Long.parseUnsignedLong(cut.fingerprint().substring(3), 16))
        .matches(SqlFingerprint::truncated);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "<insufficient privilege>", "-- only a comment"})
  void whatIsNoTextHasNoFingerprint(String text) {
    assertThat(scrub(text)).isEmpty();
    assertThat(atTheEdge(text)).isEmpty();
  }

  @Test
  void stringsAreReadAsTheServerDoes() {
    String sql = "SELECT 'it\\'s secret', '1'";
    QueryText text = new QueryText(1, 2, true, 3, sql, false);
    assertThat(scrubber.scrub(text, null, false).orElseThrow().text()).doesNotContain("secret");
    assertThat(scrubber.edge(text, false).text()).doesNotContain("secret");
  }

  @Test
  void aLongTextIsCutAndSaysSo() {
    ScrubbedQueryText text = scrub("SELECT " + "a + ".repeat(10_000) + "b FROM t").orElseThrow();
    assertThat(text.text()).hasSize(ScrubbedQueryText.MAX_CHARS).endsWith(" ...");
    assertThat(text.truncated()).isTrue();
    assertThat(text.tables()).containsExactly("t");
    assertThat(atTheEdge("SELECT " + "a + ".repeat(10_000) + "b FROM t")).contains(text);
    String wide = "SELECT " + "\uD83D\uDE00a".repeat(10_000) + " FROM t";
    String cut = scrub(wide).orElseThrow().text();
    assertThat(Character.isHighSurrogate(cut.charAt(cut.length() - 5))).isFalse();
  }

  @Test
  void theSameTextIsScrubbedOnce() {
    for (int i = 0; i < 5; i++) {
      scrub("SELECT 1");
    }
    scrub("SELECT 2");
    assertThat(scrubber.misses()).isEqualTo(2);
    assertThat(scrubber.hits()).isEqualTo(4);
    scrubber.scrub(new QueryText(1, 2, true, 3, "SELECT 1", true), null, true);
    scrubber.scrub(new QueryText(1, 2, true, 3, "SELECT 1", false), null, false);
    assertThat(scrubber.misses()).as("cut, and strings read differently").isEqualTo(4);
    assertThat(scrubber.failures()).isZero();
  }

  @Test
  void aPlainOneKeepsNothing() {
    QueryTextScrubber plain = QueryTextScrubber.plain();
    QueryText text = new QueryText(1, 2, true, 3, "SELECT 1", false);
    assertThat(plain.scrub(text, null, true)).isEqualTo(plain.scrub(text, null, true));
    assertThat(plain.hits()).isZero();
    assertThat(plain.misses()).isEqualTo(2);
  }

  @Test
  void whatTheCollectorHasScrubbedIsKeptAndNotScrubbedAgain() {
    QueryText edge = scrubber.edge(new QueryText(1, 2, true, 3, "SELECT a FROM t", false), true);
    long misses = scrubber.misses();
    assertThat(scrubber.scrub(edge, QueryTextScrubber.VERSION, true))
        .isEqualTo(scrub("SELECT a FROM t"));
    assertThat(scrubber.misses()).isEqualTo(misses);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT a, b FROM t WHERE c IN ($1, $2) AND d = 'x' ORDER BY 1",
        "INSERT INTO t (a, b) VALUES (1, 'x'), (2, 'y')",
        "SET app.key = 'secret'",
        "CREATE ROLE r PASSWORD 'secret'"
      })
  void whatAnotherVersionHasScrubbedIsScrubbedAgain(String sql) {
    QueryText edge = scrubber.edge(new QueryText(1, 2, true, 3, sql, false), true);
    long misses = scrubber.misses();
    assertThat(scrubber.scrub(edge, "v0", true)).isPresent().isEqualTo(scrub(sql));
    assertThat(scrubber.misses()).isEqualTo(misses + 1);
  }

  @Property(tries = 5_000, seed = "20260401")
  void edgeAndJobGiveTheSame(@ForAll("statements") String sql, @ForAll boolean cut) {
    QueryText raw = new QueryText(1, 2, true, 3, sql, cut);
    Optional<ScrubbedQueryText> job = scrubber.scrub(raw, null, true);
    QueryText edge = scrubber.edge(raw, true);
    assertThat(scrubber.scrub(edge, QueryTextScrubber.VERSION, true)).isEqualTo(job);
    assertThat(scrubber.scrub(edge, "v0", true)).as("of another version").isEqualTo(job);
  }

  @Provide
  Arbitrary<String> statements() {
    return Arbitraries.of(
            "select", " ", "a", "t", "from", "where", "=", "'x'", "$1", "(", ")", ",", "1", "in",
            "--c\n", "/*", "*/", "\"q\"", ";", "values", "$$", "-", ".", "?", "SET", "\n", "é")
        .list()
        .ofMaxSize(20)
        .map(tokens -> String.join("", tokens));
  }

  private Optional<ScrubbedQueryText> scrub(String sql) {
    return scrubber.scrub(new QueryText(1, 2, true, 3, sql, false), null, true);
  }

  private Optional<ScrubbedQueryText> atTheEdge(String sql) {
    QueryText edge = scrubber.edge(new QueryText(1, 2, true, 3, sql, false), true);
    return scrubber.scrub(edge, QueryTextScrubber.VERSION, true);
  }
}
