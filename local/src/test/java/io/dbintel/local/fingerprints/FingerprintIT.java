package io.dbintel.local.fingerprints;

import static io.dbintel.local.fingerprints.Equivalences.Outcome.ONE_STATEMENT_ONE_FINGERPRINT;
import static io.dbintel.local.fingerprints.Equivalences.Outcome.ONE_STATEMENT_TWO_FINGERPRINTS;
import static io.dbintel.local.fingerprints.Equivalences.Outcome.TWO_STATEMENTS_ONE_FINGERPRINT;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fingerprints of real texts of PostgreSQL 13 to 18 against the server's own query ids.
 *
 * <p>How statements that are more than one text correspond: the fingerprint of {@code PREPARE n AS
 * q} is that of {@code q}; {@code EXECUTE} has a fingerprint of its own, and its plan and (from 14)
 * its query id are those of the prepared statement. {@code DECLARE}, {@code FETCH} and {@code
 * CLOSE} have fingerprints of their own, and the plan, which the server logs when the cursor
 * closes, shows the text of {@code DECLARE}. A text of several statements has a fingerprint of its
 * own; each of its statements has the one that pg_stat_statements' text gives.
 */
@TestInstance(Lifecycle.PER_CLASS)
class FingerprintIT {
  private static final int FIRST = 13;
  private static final int LAST = 18;
  private static final double SHARE = 0.99;
  private static final int TEMPLATES = 250;
  private static final int FIRST_WITH_MERGE = 15;
  private static final int MERGES = 15;

  private final Runs runs = new Runs();

  @AfterAll
  void printFigures() {
    runs.figures().forEach(System.out::println);
  }

  @EveryMajor
  void everyTemplateRunsAsEveryVariant(int major) {
    MajorRun run = runs.of(major);
    List<String> refused =
        Stream.of(run.blocks(), run.equivalences(), run.strings())
            .flatMap(List::stream)
            .flatMap(block -> block.executions().stream())
            .filter(execution -> !execution.error().isEmpty())
            .map(execution -> execution + ": " + execution.error())
            .toList();
    List<String> templates =
        run.blocks().stream()
            .flatMap(block -> block.block().templates().stream())
            .filter(Template::counted)
            .map(Template::text)
            .toList();

    assertThat(refused).isEmpty();
    assertThat(templates).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(TEMPLATES);
    assertThat(templates)
        .filteredOn(text -> text.contains("merge into"))
        .hasSizeGreaterThanOrEqualTo(major < FIRST_WITH_MERGE ? 0 : MERGES);
    assertThat(run.failing()).noneMatch(execution -> execution.error().isEmpty());
  }

  @EveryMajor
  void allSourcesGiveAStatementTheSameFingerprint(int major) {
    Agreement agreement = new Agreement(runs.of(major), runs.scrubs());

    runs.note(
        major,
        "%d of %d executions have one fingerprint in all sources; texts %s; by mapping %s",
        agreement.agreeing(),
        agreement.executions(),
        agreement.texts(),
        agreement.mapped());
    assertThat(agreement.differences()).isEmpty();
    assertThat(agreement.agreeing()).isEqualTo(agreement.executions());
    assertThat(agreement.missing()).as("sources without the statement").isEmpty();
    assertThat(agreement.mapped().keySet()).isSubsetOf(Mapping.STATED);
  }

  @EveryMajor
  void statementsOfOneQueryIdHaveOneFingerprint(int major) {
    QueryIds ids = new QueryIds(runs.of(major), runs.scrubs());
    List<String> split = ids.split();

    runs.note(
        major,
        "%d of %d query ids have one fingerprint, outside the listed equivalences",
        ids.count() - split.size(),
        ids.count());
    assertThat(ids.count()).isGreaterThanOrEqualTo(TEMPLATES);
    assertThat(split).hasSizeLessThanOrEqualTo((int) (ids.count() * (1 - SHARE)));
    assertThat(split).as("equivalences that are not listed").isEmpty();
  }

  @EveryMajor
  void statementsOfDifferentQueryIdsHaveDifferentFingerprints(int major) {
    QueryIds ids = new QueryIds(runs.of(major), runs.scrubs());
    QueryIds.Pairs pairs = ids.pairs();

    runs.note(
        major,
        "%d of %d pairs of templates with different query ids have different fingerprints; "
            + "%d of %d templates share theirs",
        pairs.different() - pairs.together().size(),
        pairs.different(),
        pairs.templates(),
        ids.templates());
    assertThat(pairs.different()).isGreaterThan(TEMPLATES * (TEMPLATES - 1) / 2);
    assertThat(pairs.templates())
        .as(() -> "templates that share a fingerprint: " + pairs.together())
        .isLessThanOrEqualTo((int) (ids.templates() * (1 - SHARE)));
  }

  @EveryMajor
  void listedEquivalencesAreOneStatementToTheServer(int major) {
    Equivalences equivalences = new Equivalences(runs.of(major), runs.scrubs());

    for (Equivalences.Outcome outcome : Equivalences.Outcome.values()) {
      runs.note(major, "equivalences: %s %s", outcome, equivalences.of(outcome));
    }
    assertThat(equivalences.of(ONE_STATEMENT_TWO_FINGERPRINTS))
        .contains("star-and-columns", "schema", "column-alias");
    assertThat(equivalences.of(TWO_STATEMENTS_ONE_FINGERPRINT))
        .as("names that may hold data are alike to the scrubber, and nothing else is")
        .containsExactly("numbered-tables", "spaced-names");
  }

  @Test
  void everyListedEquivalenceIsOneStatementOnSomeRelease() {
    Set<String> listed = new TreeSet<>();
    Set<String> one = new TreeSet<>();
    for (int major = FIRST; major <= LAST; major++) {
      Equivalences equivalences = new Equivalences(runs.of(major), runs.scrubs());
      for (Equivalences.Outcome outcome : Equivalences.Outcome.values()) {
        listed.addAll(equivalences.of(outcome));
      }
      one.addAll(equivalences.of(ONE_STATEMENT_ONE_FINGERPRINT));
      one.addAll(equivalences.of(ONE_STATEMENT_TWO_FINGERPRINTS));
    }
    listed.removeAll(one);

    assertThat(listed).containsExactly("numbered-tables", "spaced-names");
  }

  @EveryMajor
  void textsOfSeveralStatementsAreTakenApart(int major) {
    MajorRun run = runs.of(major);
    Scrubs scrubs = runs.scrubs();
    for (BlockRun string : run.strings()) {
      Execution execution = string.executions().get(0);
      Set<Long> expected = new TreeSet<>();
      string.statements().values().stream()
          .flatMap(List::stream)
          .forEach(text -> expected.add(scrubs.fingerprint(text)));
      long whole = scrubs.fingerprint(execution.activity());

      assertThat(new TreeSet<>(scrubs.ofStatements(execution.activity())))
          .as(() -> string.block().name() + " " + string.statements())
          .isEqualTo(expected)
          .doesNotContain(whole);
      assertThat(run.logged().get(execution))
          .isNotEmpty()
          .allMatch(seen -> scrubs.fingerprint(seen.text()) == whole);
      assertThat(run.blocks())
          .flatMap(BlockRun::executions)
          .noneMatch(single -> scrubs.fingerprint(single.activity()) == whole);
    }
  }

  @EveryMajor
  void cutTextsAreFlaggedAndEqualNoWholeOne(int major) {
    MajorRun run = runs.of(major);
    CutTexts cut = new CutTexts(run, runs.scrubs());

    runs.note(major, "%d of %d texts were cut by the server", cut.count(), run.cut().size());
    assertThat(cut.wrong()).isEmpty();
    assertThat(cut.count()).isGreaterThanOrEqualTo(TEMPLATES);
  }

  @EveryMajor
  void scrubbedTextsHoldNoLiteralAndScrubToThemselves(int major) {
    ScrubbedTexts texts = new ScrubbedTexts(runs.of(major), runs.scrubs());

    runs.note(major, "%d distinct texts scrubbed", texts.count());
    assertThat(texts.wrong()).isEmpty();
    assertThat(texts.count()).isGreaterThan(TEMPLATES * Variant.values().length);
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 16, 17, 18})
  void theJsonLogSaysWhatTheCsvLogSays(int major) {
    MajorRun run = runs.of(major);

    assertThat(run.loggedAsJson()).hasSameSizeAs(run.logged()).isNotEmpty();
    run.logged()
        .forEach(
            (execution, texts) -> assertThat(run.loggedAsJson().get(execution)).isEqualTo(texts));
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  @Retention(RetentionPolicy.RUNTIME)
  private @interface EveryMajor {}
}
