package io.dbintel.local.fingerprints;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.udfs.sql.ScrubbedSql;
import io.dbintel.udfs.sql.SqlOptions;
import io.dbintel.udfs.sql.SqlScrubber;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
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
  private static final double SHARE = 0.99;
  private static final int TEMPLATES = 250;

  /** No template holds such a number outside of a literal. */
  private static final Pattern LONG_NUMBER = Pattern.compile("[0-9]{5}|secret|mark[0-9]");

  private final Runs runs = new Runs();

  @AfterAll
  void printFigures() {
    runs.figures().forEach(System.out::println);
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void everyTemplateRunsAsEveryVariant(int major) {
    MajorRun run = runs.of(major);
    List<String> refused = new ArrayList<>();
    Stream.of(run.blocks(), run.equivalences(), run.strings())
        .flatMap(List::stream)
        .flatMap(block -> block.executions().stream())
        .filter(execution -> !execution.error().isEmpty())
        .forEach(execution -> refused.add(execution + ": " + execution.error()));
    long templates =
        run.blocks().stream()
            .flatMap(block -> block.block().templates().stream())
            .filter(Template::counted)
            .count();

    assertThat(refused).isEmpty();
    assertThat(templates).isGreaterThanOrEqualTo(TEMPLATES);
    assertThat(run.failing()).allSatisfy(e -> assertThat(e.error()).isNotEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
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

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
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

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
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

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void listedEquivalencesAreOneStatementToTheServer(int major) {
    Map<String, String> found = new TreeMap<>();
    List<BlockRun> texts = runs.of(major).equivalences();
    for (int pair = 0; pair < texts.size(); pair += 2) {
      BlockRun one = texts.get(pair);
      BlockRun other = texts.get(pair + 1);
      boolean sameId = one.statements().keySet().equals(other.statements().keySet());
      boolean sameFingerprint = fingerprint(one) == fingerprint(other);
      found.put(
          one.block().name(),
          (sameId ? "one id, " : "two ids, ")
              + (sameFingerprint ? "one fingerprint" : "two fingerprints"));
    }

    runs.note(major, "equivalences %s", byOutcome(found));
    assertThat(found.values()).filteredOn("one id, two fingerprints"::equals).isNotEmpty();
    assertThat(found)
        .as("names that may hold data are one to the scrubber")
        .containsEntry("numbered-tables", "two ids, one fingerprint")
        .containsEntry("spaced-names", "two ids, one fingerprint");
    assertThat(found.values()).filteredOn("two ids, one fingerprint"::equals).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void textsOfSeveralStatementsAreTakenApart(int major) {
    MajorRun run = runs.of(major);
    Scrubs scrubs = runs.scrubs();
    Set<Long> single = fingerprintsOfTemplates(run);
    for (BlockRun string : run.strings()) {
      Execution execution = string.executions().get(0);
      Set<Long> expected = new TreeSet<>();
      string.statements().values().stream()
          .flatMap(List::stream)
          .forEach(text -> expected.add(scrubs.fingerprint(text)));
      long whole = scrubs.fingerprint(execution.activity());

      assertThat(new TreeSet<>(scrubs.ofStatements(execution.activity())))
          .as(() -> string.block().name() + " " + string.statements())
          .isEqualTo(expected);
      assertThat(single).doesNotContain(whole);
      assertThat(expected).doesNotContain(whole);
      assertThat(run.logged().get(execution))
          .isNotEmpty()
          .allSatisfy(seen -> assertThat(scrubs.fingerprint(seen.text())).isEqualTo(whole));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void cutTextsAreFlaggedAndEqualNoWholeOne(int major) {
    MajorRun run = runs.of(major);
    Set<Long> whole = fingerprintsOfTemplates(run);
    SqlScrubber scrubber = new SqlScrubber(SqlOptions.DEFAULT.cutAt(MajorRun.SMALL_QUERY_SIZE));
    int cut = 0;
    for (Execution execution : run.cut()) {
      String sent = execution.rendering().sql();
      boolean isCut = execution.activity().length() < sent.stripTrailing().length();
      ScrubbedSql scrubbed = scrubber.scrub(execution.activity());
      cut += isCut ? 1 : 0;

      if (isCut) {
        assertThat(scrubbed.truncated()).as(execution.activity()).isTrue();
        assertThat(whole).as(execution.activity()).doesNotContain(scrubbed.fingerprint());
      } else if (bytes(execution.activity()) < MajorRun.SMALL_QUERY_SIZE - 4) {
        assertThat(scrubbed.fingerprint())
            .as(execution.activity())
            .isEqualTo(runs.scrubs().fingerprint(sent));
      }
    }
    runs.note(
        major, "%d of %d texts were cut by the server, and are flagged", cut, run.cut().size());
    assertThat(cut).isGreaterThanOrEqualTo(TEMPLATES);
    assertThat(run.allTexts().stream().filter(text -> runs.scrubs().of(text).truncated()))
        .as("whole texts taken for cut ones")
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void scrubbedTextsHoldNoLiteralAndScrubToThemselves(int major) {
    MajorRun run = runs.of(major);
    SqlScrubber again = new SqlScrubber();
    Set<String> texts = new HashSet<>(run.allTexts());
    int checked = 0;
    for (String text : texts) {
      ScrubbedSql scrubbed = runs.scrubs().of(text);
      assertThat(again.scrub(scrubbed.text())).as(text).isEqualTo(scrubbed);
      assertThat(LONG_NUMBER.matcher(scrubbed.text()).find())
          .as(() -> text + " -> " + scrubbed.text())
          .isFalse();
      checked++;
    }
    for (BlockRun block : run.blocks()) {
      for (Execution execution : block.executions()) {
        String scrubbed = runs.scrubs().of(execution.activity()).text();
        assertThat(execution.rendering().secrets()).noneMatch(scrubbed::contains);
      }
    }
    runs.note(major, "%d distinct texts scrub to themselves and hold no literal", checked);
    assertThat(checked).isGreaterThan(TEMPLATES * Variant.values().length);
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

  private long fingerprint(BlockRun run) {
    return runs.scrubs().fingerprint(run.executions().get(0).activity());
  }

  private Set<Long> fingerprintsOfTemplates(MajorRun run) {
    Set<Long> fingerprints = new HashSet<>();
    for (BlockRun block : run.blocks()) {
      for (Execution execution : block.executions()) {
        fingerprints.add(runs.scrubs().fingerprint(execution.activity()));
      }
    }
    return fingerprints;
  }

  private static Map<String, List<String>> byOutcome(Map<String, String> found) {
    Map<String, List<String>> names = new TreeMap<>();
    found.forEach(
        (name, outcome) -> names.computeIfAbsent(outcome, key -> new ArrayList<>()).add(name));
    return names;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
