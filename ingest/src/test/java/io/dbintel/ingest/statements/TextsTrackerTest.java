package io.dbintel.ingest.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TextsTrackerTest {
  private static final long SECOND = 1_000_000;
  private static final long HOUR = 3_600 * SECOND;
  private final TextsTracker tracker = new TextsTracker(Duration.ofMinutes(1), Duration.ofHours(6));

  @Test
  void newKeysAreWantedOnceAndAtMostOnceAMinute() {
    tracker.observe(new long[] {3, -1, 2});
    assertThat(tracker.wanted(0)).containsExactly(-1, 2, 3);
    read(0, -1, 2, 3);
    tracker.observe(new long[] {3, -1, 2, 9});
    assertThat(tracker.wanted(59 * SECOND)).isEmpty();
    assertThat(tracker.wanted(60 * SECOND)).containsExactly(9);
  }

  @Test
  void whatWasNotPublishedStaysWanted() {
    tracker.observe(new long[] {1, 2});
    read(0, 1);
    assertThat(tracker.wanted(60 * SECOND)).containsExactly(2);
  }

  @Test
  void textsInUseAreDueAgainTogether() {
    tracker.observe(new long[] {1, 2});
    read(0, 1);
    read(10 * 60 * SECOND, 2);
    assertThat(tracker.wanted(6 * HOUR - 1)).isEmpty();
    assertThat(tracker.wanted(6 * HOUR)).containsExactly(1, 2);
  }

  @Test
  void absentKeysAreForgotten() {
    tracker.observe(new long[] {1, 2});
    read(0, 1, 2);
    tracker.observe(new long[] {2});
    tracker.observe(new long[] {1, 2});
    assertThat(tracker.wanted(60 * SECOND)).containsExactly(1);
  }

  @Test
  void lostTextsAreDueAgain() {
    tracker.observe(new long[] {1, 2});
    read(0, 1, 2);
    tracker.lost(new long[] {2, 77});
    tracker.observe(new long[] {1, 2});
    assertThat(tracker.wanted(60 * SECOND)).containsExactly(2);
  }

  private void read(long now, long... published) {
    tracker.reading(now);
    tracker.published(published, now);
  }
}
