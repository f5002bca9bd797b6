package io.dbintel.udfs.statements;

import static io.dbintel.udfs.statements.GateRun.poll;
import static io.dbintel.udfs.statements.GateRun.text;
import static io.dbintel.udfs.statements.testing.PollBuilder.SECOND;
import static io.dbintel.udfs.statements.testing.PollBuilder.timeOf;
import static io.dbintel.udfs.statements.testing.TextsBuilder.texts;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.udfs.texts.TextBounds;
import io.dbintel.udfs.texts.TextKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Polls wait for the texts they name, in order and within bounds. */
class TopQueryGateTest {
  private static final String TEXT = "db.query.text";
  private static final String QUERY = "postgresql.queryid";

  private final GateRun run = new GateRun(new TextBounds(5, 20, 3));

  @Test
  void aPollWhoseTextsAreThereLeavesAtOnceWithAllThatIsKnown() {
    run.accept(texts(0).text(text(1, "SELECT a FROM t", "t")).build());
    run.accept(poll(1, 0, 1, 2));
    assertThat(run.events().values(TEXT)).isEqualTo(Arrays.asList("SELECT a FROM t", null));
    assertThat(run.events().events().get(0).attributes())
        .containsEntry("dbintel.query.fingerprint", "v2:00000000000000aa")
        .containsEntry("db.query.summary", "SELECT t")
        .containsEntry("db.operation.name", "SELECT")
        .containsEntry("db.collection.name", "t")
        .doesNotContainKey("dbintel.query.truncated");
    assertThat(run.events().events().get(1).attributes())
        .doesNotContainKeys("dbintel.query.fingerprint", "db.query.summary");
    assertThat(run.events().waited()).isZero();
    assertThat(run.events().withText()).isEqualTo(1);
  }

  @Test
  void severalTablesAreNoCollectionName() {
    run.accept(texts(0).text(text(1, "SELECT a FROM t, u", "t", "u")).build());
    run.accept(poll(1, 0, 1));
    assertThat(run.events().events().get(0).attributes()).doesNotContainKey("db.collection.name");
  }

  @Test
  void aPollThatIsSeenFirstWaitsAndThoseBehindItToo() {
    run.accept(poll(1, 0, 1)).accept(poll(2, null, 1));
    assertThat(run.events().batches()).isEmpty();
    assertThat(run.store().polls()).isEqualTo(2);
    run.accept(texts(0).text(text(1, "SELECT 1")).build());
    assertThat(run.events().values(TEXT)).containsExactly("SELECT 1", "SELECT 1");
    assertThat(run.events().batches())
        .extracting(batch -> batch.time())
        .containsExactly(timeOf(1), timeOf(2));
    assertThat(run.store().polls()).isZero();
  }

  @Test
  void aLaterRecordOfTheRunReleasesWhenTheNamedOneWasLost() {
    run.accept(poll(1, 3, 1));
    run.accept(texts(2).text(text(2, "two")).build());
    assertThat(run.events().batches()).isEmpty();
    run.accept(texts(4).text(text(1, "one")).build());
    assertThat(run.events().values(TEXT)).containsExactly("one");
  }

  @Test
  void aLaterRunOfTheCollectorReleases() {
    run.accept(poll(1, 3, 1));
    run.accept(texts("collector-1", 3_000 * SECOND, 0).text(text(1, "one")).build());
    assertThat(run.events().values(TEXT)).containsExactly("one");
  }

  @Test
  void anotherCollectorReleasesOnlyWithTextsOfMuchLater() {
    run.accept(poll(1, 3, 1));
    long soon = timeOf(1) + 60 * SECOND;
    run.accept(texts("collector-2", 1, 7).serverTime(soon).text(text(1, "one")).build());
    assertThat(run.events().batches()).isEmpty();
    long later = timeOf(1) + 120 * SECOND;
    run.accept(texts("collector-2", 1, 8).serverTime(later).text(text(2, "two")).build());
    assertThat(run.events().values(TEXT)).containsExactly("one");
  }

  @Test
  void aPollGetsTheTextOfItsOwnTimeThoughALaterOneWasReadBefore() {
    run.accept(texts(0).text(text(1, "old")).build());
    run.accept(texts(1).text(text(1, "new")).build());
    run.accept(poll(1, 0, 1)).accept(poll(2, 1, 1)).accept(poll(3, 0, 1));
    assertThat(run.events().values(TEXT)).containsExactly("old", "new", "new");
  }

  @Test
  void textsOfAnotherKeyAreNotTaken() {
    run.accept(texts(0).text(text(1, "one")).build());
    run.accept(
        poll(
            1,
            new Sequence(2_000 * SECOND, 0),
            List.of(
                new TextKey(11, 5, true, 1),
                new TextKey(10, 6, true, 1),
                new TextKey(10, 5, false, 1))));
    assertThat(run.events().withText()).isZero();
  }

  @Test
  void aTextIsForgottenWhenTheWindowOfOthersHasFollowed() {
    run.accept(texts(0).text(text(1, "one")).build());
    for (int record = 1; record <= 5; record++) {
      run.accept(texts(record).text(text(100 + record, "other")).build());
      run.accept(poll(record, record, 1));
    }
    assertThat(run.events().values(TEXT)).containsExactly("one", "one", "one", "one", null);
    run.accept(texts(6).text(text(1, "again")).build());
    run.accept(poll(6, 6, 1));
    assertThat(run.events().values(TEXT)).last().isEqualTo("again");
  }

  @Test
  void stateIsBoundedWhetherPollsComeOrNot() {
    for (int record = 0; record < 200; record++) {
      run.accept(texts(record).text(text(record, "text")).build());
      assertThat(run.store().keys()).isLessThanOrEqualTo(27);
      assertThat(run.store().records()).isLessThanOrEqualTo(27);
    }
    for (int record = 0; record < 200; record++) {
      run.accept(poll(record, record, record));
    }
    run.accept(texts(200).text(text(200, "text")).build());
    assertThat(run.store().keys()).isLessThanOrEqualTo(7);
    assertThat(run.store().records()).isLessThanOrEqualTo(7);
  }

  @Test
  void whenTooManyWaitTheOldestLeavesWithWhatThePollBeforeItHad() {
    run.accept(texts(0).text(text(1, "one")).build()).accept(poll(0, 0, 1));
    IntStream.rangeClosed(1, 4).forEach(number -> run.accept(poll(number, 1, 1, 2)));
    assertThat(run.events().values(TEXT)).containsExactly("one", "one", null);
    assertThat(run.events().leftEarly()).isEqualTo(1);
    run.accept(texts(1).text(text(2, "two")).build());
    assertThat(run.events().values(TEXT))
        .endsWith("one", "two", "one", "two", "one", "two")
        .hasSize(9);
    assertThat(run.events().leftEarly()).isEqualTo(1);
  }

  @Test
  void atTheEndOfInputAllLeaveWithAllTexts() {
    run.accept(texts(0).text(text(1, "one")).build());
    run.accept(poll(1, 9, 1)).accept(poll(2, 10, 1));
    assertThat(run.events().batches()).isEmpty();
    run.end();
    assertThat(run.events().values(TEXT)).containsExactly("one", "one");
    assertThat(run.events().leftEarly()).isEqualTo(2);
    assertThat(run.store().polls()).isZero();
  }

  @Test
  void longTextsMakeSmallBatches() {
    List<Long> queries = IntStream.range(0, 20).mapToObj(query -> (long) query).toList();
    GateRun wide = new GateRun(TextBounds.DEFAULT);
    queries.forEach(
        query -> wide.accept(texts(query).text(text(query, "x".repeat(20_000) + query)).build()));
    wide.accept(
        poll(1, new Sequence(2_000 * SECOND, 19), queries.stream().map(GateRun::key).toList()));
    assertThat(wide.events().batches()).hasSize(3);
    assertThat(wide.events().values(QUERY))
        .containsExactlyElementsOf(queries.stream().map(query -> (Object) ("" + query)).toList());
    assertThat(wide.events().values("dbintel.query.truncated")).containsOnly(true);
    assertThat(wide.events().values(TEXT))
        .allMatch(text -> ((String) text).length() == 16_384 && ((String) text).endsWith("x ..."));
    assertThat(wide.events().batches().stream().map(batch -> batch.id()).distinct()).hasSize(3);
  }

  @Test
  void aPollAsksStateForATextOnceWhileNoTextComes() {
    run.accept(texts(0).text(text(1, "one")).build());
    run.accept(poll(1, 0, 1, 2));
    int reads = run.store().reads();
    run.accept(poll(2, 0, 1, 2));
    assertThat(run.store().reads()).isEqualTo(reads);
    assertThat(run.events().values(TEXT)).isEqualTo(Arrays.asList("one", null, "one", null));
  }
}
