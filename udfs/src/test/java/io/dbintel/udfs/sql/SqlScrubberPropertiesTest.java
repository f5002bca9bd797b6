package io.dbintel.udfs.sql;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for every text, SQL or not. */
class SqlScrubberPropertiesTest {
  private static final int TRIES = 2_000;
  private static final String SEED = "20260601";

  @Property(tries = TRIES, seed = SEED)
  void outputIsPrintable(@ForAll("texts") String sql, @ForAll("scrubbers") SqlScrubber scrubber) {
    assertPrintable(scrubber.scrub(sql).text());
    assertPrintable(scrubber.expression(sql));
    SqlSummary summary = scrubber.summary(sql);
    assertPrintable(summary.summary());
    assertPrintable(summary.operation());
    summary.tables().forEach(SqlScrubberPropertiesTest::assertPrintable);
    assertThat(summary.summary().length()).isLessThanOrEqualTo(255);
  }

  @Property(tries = TRIES, seed = SEED)
  void scrubbingTwiceIsScrubbingOnce(
      @ForAll("texts") String sql, @ForAll("scrubbers") SqlScrubber scrubber) {
    ScrubbedSql once = scrubber.scrub(sql);
    assertThat(new SqlScrubber().scrub(once.text())).isEqualTo(once);
  }

  @Property(tries = TRIES, seed = SEED)
  void scrubbingAnExpressionTwiceIsScrubbingItOnce(@ForAll("texts") String sql) {
    SqlScrubber scrubber = new SqlScrubber();
    String once = scrubber.expression(sql);
    assertThat(scrubber.expression(once)).isEqualTo(once);
  }

  @Property(tries = TRIES, seed = SEED)
  void summarySurvivesScrubbing(@ForAll("texts") String sql) {
    SqlScrubber scrubber = new SqlScrubber();
    SqlSummary summary = scrubber.summary(sql);
    assertThat(scrubber.summary(scrubber.scrub(sql).text())).isEqualTo(summary);
  }

  @Property(tries = TRIES, seed = SEED)
  void cutTextNeverEqualsAWholeOne(@ForAll("texts") String sql, @ForAll("texts") String other) {
    SqlScrubber scrubber = new SqlScrubber();
    ScrubbedSql cut = scrubber.scrub(sql, true);
    assertThat(cut.truncated()).isTrue();
    assertThat(SqlFingerprint.truncated(cut.fingerprint())).isTrue();
    ScrubbedSql second = scrubber.scrub(other);
    assertThat(SqlFingerprint.truncated(second.fingerprint())).isEqualTo(second.truncated());
  }

  @Property(tries = TRIES, seed = SEED)
  void scrubberKeepsNothingOfTheTextBefore(
      @ForAll("texts") String sql, @ForAll("texts") String other) {
    SqlScrubber used = new SqlScrubber();
    used.scrub(other);
    assertThat(used.scrub(sql)).isEqualTo(new SqlScrubber().scrub(sql));
  }

  @Provide
  Arbitrary<String> texts() {
    return SqlTexts.any();
  }

  @Provide
  Arbitrary<SqlScrubber> scrubbers() {
    return Arbitraries.of(new SqlOptions(true, 0), new SqlOptions(false, 0)).map(SqlScrubber::new);
  }

  private static void assertPrintable(String text) {
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int point = text.codePointAt(at);
      int type = Character.getType(point);
      assertThat(
              type != Character.CONTROL
                  && type != Character.SURROGATE
                  && type != Character.LINE_SEPARATOR
                  && type != Character.PARAGRAPH_SEPARATOR)
          .as("U+%04X in %s", point, text)
          .isTrue();
    }
  }
}
