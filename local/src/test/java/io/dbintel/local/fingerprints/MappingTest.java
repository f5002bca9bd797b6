package io.dbintel.local.fingerprints;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.udfs.sql.SqlScrubber;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The stated fingerprints of statements that hold or name another, over all templates. */
class MappingTest {
  private final SqlScrubber scrubber = new SqlScrubber();
  private final List<String> statements =
      TemplateFile.all().stream()
          .filter(block -> !block.utility())
          .map(block -> block.templates().get(0))
          .map(template -> Renderer.render(template, Variant.PLAIN, new Literals()).sql())
          .toList();

  @Test
  void aPreparedStatementHasTheFingerprintOfWhatItPrepares() {
    for (String sql : statements) {
      assertThat(fingerprint("PREPARE one AS " + sql)).as(sql).isEqualTo(fingerprint(sql));
      assertThat(fingerprint("prepare other(int, text) as\n" + sql)).isEqualTo(fingerprint(sql));
    }
  }

  @Test
  void cursorsAndExplainHaveFingerprintsOfTheirOwn() {
    for (String sql : statements) {
      assertThat(fingerprint("DECLARE one CURSOR FOR " + sql)).isNotEqualTo(fingerprint(sql));
      assertThat(fingerprint("EXPLAIN " + sql)).isNotEqualTo(fingerprint(sql));
    }
  }

  @Test
  void executeIsOneStatementWhateverItsArguments() {
    assertThat(fingerprint("EXECUTE one(1, 'a')"))
        .isEqualTo(fingerprint("execute one(-2, NULL)"))
        .isNotEqualTo(fingerprint("EXECUTE one(1)"));
  }

  @Test
  void keywordsInAnyCaseAndATrailingSemicolonAreOneStatement() {
    for (String sql : statements) {
      assertThat(fingerprint(sql + " ; ")).as(sql).isEqualTo(fingerprint(sql));
    }
    assertThat(fingerprint("select ID from T".toUpperCase(Locale.ROOT)))
        .isEqualTo(fingerprint("select id from t"));
  }

  private long fingerprint(String sql) {
    return scrubber.scrub(sql).fingerprint();
  }
}
