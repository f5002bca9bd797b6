package io.dbintel.local.fingerprints;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.udfs.sql.SqlScrubber;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/**
 * Summaries of the templates that state one: operations and their tables in order of appearance, as
 * OpenTelemetry's semantic conventions for databases have it. Names of CTEs are no tables.
 */
class SummaryTest {
  private static final int STATED = 300;

  private final SqlScrubber scrubber = new SqlScrubber();

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"UPPER_CASE", "BOUND", "BOUND_NAMED"})
  void aTemplateHasItsSummaryInEveryVariant(Variant variant) {
    Literals literals = new Literals();
    for (Template template : stated()) {
      String sql = Renderer.render(template, variant, literals).sql();
      assertThat(scrubber.summary(sql).summary()).as(sql).isEqualTo(template.summary());
    }
  }

  @Test
  void aScrubbedTextHasTheSameSummary() {
    for (Template template : stated()) {
      String sql = Renderer.render(template, Variant.COMMENTS, new Literals()).sql();
      assertThat(scrubber.summary(scrubber.scrub(sql).text())).isEqualTo(scrubber.summary(sql));
    }
  }

  @Test
  void manyTemplatesStateASummary() {
    assertThat(stated()).hasSizeGreaterThanOrEqualTo(STATED);
  }

  private static List<Template> stated() {
    return TemplateFile.all().stream()
        .flatMap(block -> block.templates().stream())
        .filter(template -> !template.summary().isEmpty())
        .toList();
  }
}
