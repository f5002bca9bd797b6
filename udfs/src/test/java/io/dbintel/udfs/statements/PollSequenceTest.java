package io.dbintel.udfs.statements;

import static io.dbintel.udfs.statements.testing.PollBuilder.poll;
import static io.dbintel.udfs.statements.testing.PollBuilder.timeOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.statements.IntervalChunk;
import io.dbintel.udfs.statements.testing.PollBuilder;
import io.dbintel.udfs.statements.testing.StatementsPipeline;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chunks that are lost, late, doubled or of another collector, and buckets that change. */
class PollSequenceTest {
  private static final long START = 2_000 * PollBuilder.SECOND;

  private final StatementsPipeline pipeline = new StatementsPipeline(100, true);

  @Test
  void lostChunkWidensItsBucketOnlyAndThePollClosesWithTheNext() {
    pipeline.accept(rows(1, 4));
    List<byte[]> second = rows(2, 4).records();
    for (int bucket = 0; bucket < 3; bucket++) {
      pipeline.accept(second.get(bucket));
    }
    assertThat(pipeline.output().metrics()).isEmpty();
    assertThat(pipeline.progress().inPoll()).isTrue();
    pipeline.accept(rows(3, 4).records().get(0));
    assertThat(pipeline.output().incompletePolls()).isEqualTo(1);
    assertThat(pipeline.output().metrics()).isNotEmpty();
    pipeline.output().clear();
    rows(3, 4).records().stream().skip(1).forEach(pipeline::accept);
    for (IntervalChunk chunk : pipeline.output().intervals()) {
      boolean lost = chunk.header().bucket() == 3;
      assertThat(chunk.rows())
          .isNotEmpty()
          .allMatch(row -> row.start() == timeOf(lost ? 1 : 2))
          .allMatch(row -> row.longDelta(0) == (lost ? 2 : 1) && row.flags() == 0);
    }
    assertThat(pipeline.progress().inPoll()).isFalse();
  }

  @Test
  void duplicatesAreDropped() {
    List<byte[]> first = rows(1, 2).records();
    pipeline.accept(first.get(0)).accept(first.get(0)).accept(first.get(1)).accept(first.get(0));
    pipeline.accept(poll(2).failed()).accept(poll(2).failed());
    assertThat(pipeline.output().dropped())
        .containsExactly(Reason.DUPLICATE, Reason.DUPLICATE, Reason.DUPLICATE);
    assertThat(pipeline.output().bytes()).isEmpty();
  }

  @Test
  void olderPollsAreDropped() {
    pipeline.accept(rows(2, 1)).accept(rows(1, 1));
    assertThat(pipeline.output().dropped()).containsExactly(Reason.OUT_OF_ORDER);
    assertThat(pipeline.output().rows()).isEmpty();
  }

  @Test
  void chunkOfTheSamePollWithAnotherNumberOfBucketsIsDropped() {
    pipeline.accept(rows(1, 2).records().get(0)).accept(rows(1, 4).records().get(1));
    assertThat(pipeline.output().dropped()).containsExactly(Reason.INVALID_VALUE);
  }

  @Test
  void collectorThatRestartsWithItsClockSetBackGoesOn() {
    pipeline.accept(rows(1, 1));
    pipeline.accept(rows(2, 1).run("collector-1", START - 500).collectedAt(1));
    assertThat(pipeline.output().rows()).hasSize(40).allMatch(row -> row.start() == timeOf(1));
    assertThat(pipeline.output().dropped()).isEmpty();
  }

  @Test
  void newRunOnAServerWhoseClockWasSetBackWaitsForItADayAtMost() {
    pipeline.accept(rows(5, 1));
    long day = 86_400 * PollBuilder.SECOND;
    pipeline.accept(rows(3, 1).run("collector-2", START + 9).collectedAt(timeOf(5) + day));
    assertThat(pipeline.output().dropped()).containsExactly(Reason.OUT_OF_ORDER);
    pipeline.accept(
        filled(poll(4), 7, 1).run("collector-2", START + 9).collectedAt(timeOf(5) + day + 1));
    assertThat(pipeline.output().rows()).hasSize(40).allMatch(row -> row.longDelta(0) == 2);
  }

  @Test
  void recordOfALeftRunNeverPassesForANewerPoll() {
    byte[] old = rows(1, 1).records().get(0);
    byte[] spooled = rows(2, 1).records().get(0);
    pipeline.accept(old);
    pipeline.accept(rows(3, 1).run("collector-1", START - 500).collectedAt(1));
    pipeline.output().clear();
    pipeline.accept(old).accept(spooled);
    assertThat(pipeline.output().dropped())
        .containsExactly(Reason.OUT_OF_ORDER, Reason.OUT_OF_ORDER);
    assertThat(pipeline.output().bytes()).isEmpty();
    pipeline.accept(rows(4, 1).run("collector-1", START - 500).collectedAt(2));
    assertThat(pipeline.output().rows()).hasSize(40).allMatch(row -> row.longDelta(0) == 1);
  }

  @Test
  void spooledRecordsOfASecondCollectorAreNotCountedTwice() {
    pipeline.accept(rows(1, 1)).accept(rows(5, 1));
    pipeline.output().clear();
    pipeline.accept(rows(3, 1).run("collector-2", START + 900));
    assertThat(pipeline.output().dropped()).containsExactly(Reason.OUT_OF_ORDER);
    pipeline.accept(rows(6, 1).run("collector-2", START + 900)).accept(rows(7, 1));
    assertThat(pipeline.output().rows()).hasSize(80).allMatch(row -> row.longDelta(0) == 1);
  }

  @Test
  void failedPollOfANewRunLeavesTheServersClock() {
    pipeline.accept(rows(3, 1));
    pipeline.accept(poll(4).run("collector-2", START + 9).failed()).accept(rows(2, 1));
    assertThat(pipeline.output().dropped()).containsExactly(Reason.OUT_OF_ORDER);
  }

  @Test
  void moreAndFewerBucketsChangeNoDelta() {
    int number = 1;
    pipeline.accept(rows(number, 4));
    for (int buckets : new int[] {8, 16, 2, 1, 4}) {
      number++;
      pipeline.output().clear();
      pipeline.accept(rows(number, buckets));
      long start = timeOf(number - 1);
      assertThat(pipeline.output().rows())
          .hasSize(40)
          .allMatch(row -> row.start() == start && row.flags() == 0 && row.longDelta(0) == 1);
      assertThat(pipeline.store().buckets()).hasSize(buckets);
    }
  }

  @Test
  void staleBucketThatMeetsAFreshOneKeepsItsOwnBase() {
    pipeline.accept(rows(1, 2)).accept(rows(2, 2).records().get(0));
    pipeline.output().clear();
    pipeline.accept(rows(3, 1).row(999, 7, 7));
    assertThat(pipeline.output().rows()).hasSize(41).allMatch(row -> row.flags() == 0);
    assertThat(pipeline.output().rows())
        .filteredOn(row -> row.start() == timeOf(2))
        .isNotEmpty()
        .allMatch(row -> row.longDelta(0) == 1);
    assertThat(pipeline.output().rows())
        .filteredOn(row -> row.start() == timeOf(1) && row.queryid() != 999)
        .isNotEmpty()
        .allMatch(row -> row.longDelta(0) == 2);
    assertThat(pipeline.output().rows())
        .filteredOn(row -> row.queryid() == 999)
        .allMatch(row -> row.start() == timeOf(1) && row.longDelta(0) == 7);
  }

  @Test
  void keysOfABucketThatWasNeverPolledAreABaseline() {
    List<byte[]> first = rows(1, 2).records();
    pipeline.accept(first.get(0)).accept(rows(2, 1));
    assertThat(pipeline.output().rows()).isNotEmpty().hasSizeLessThan(40);
    assertThat(pipeline.output().rows()).allMatch(row -> row.longDelta(0) == 1);
  }

  /** Forty statements with one more call each poll. */
  private static PollBuilder rows(long number, int buckets) {
    return filled(poll(number), number, buckets);
  }

  private static PollBuilder filled(PollBuilder poll, long calls, int buckets) {
    for (long queryid = 1; queryid <= 40; queryid++) {
      poll.row(queryid, 100 + calls, 10);
    }
    return poll.buckets(buckets);
  }
}
