package io.dbintel.ingest.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TickNumbersTest {
  private static final long SECOND = 1_000_000_000L;

  private final TickNumbers numbers = new TickNumbers();

  @Test
  void ticksInTimeFollowEachOther() {
    assertThat(at(5.0)).isZero();
    assertThat(at(6.01)).isEqualTo(1);
    assertThat(at(7.0)).isEqualTo(2);
    assertThat(at(8.3)).isEqualTo(3);
    assertThat(at(9.0)).isEqualTo(4);
  }

  @Test
  void ticksThatDidNotTakePlaceLeaveAGap() {
    assertThat(at(0)).isZero();
    assertThat(at(1)).isEqualTo(1);
    assertThat(at(5)).isEqualTo(5);
    assertThat(at(6)).isEqualTo(6);
  }

  @Test
  void aLateTickIsNoMissedOne() {
    assertThat(at(0)).isZero();
    assertThat(at(1.9)).isEqualTo(1);
    assertThat(at(2)).isEqualTo(2);
    assertThat(at(3)).isEqualTo(3);
  }

  @Test
  void aFirstTickThatWasLateHidesNoGap() {
    assertThat(at(0.8)).isZero();
    assertThat(at(1)).isEqualTo(1);
    assertThat(at(3)).isEqualTo(3);
  }

  @Test
  void anotherIntervalCountsFromTheLastTick() {
    assertThat(at(0)).isZero();
    assertThat(at(1)).isEqualTo(1);
    assertThat(numbers.next(3 * SECOND, 2 * SECOND)).isEqualTo(2);
    assertThat(numbers.next(9 * SECOND, 2 * SECOND)).isEqualTo(5);
    assertThat(at(10)).isEqualTo(6);
  }

  @Test
  void numbersNeverRepeat() {
    long last = -1;
    for (int i = 0; i < 1_000; i++) {
      long number = numbers.next(i * SECOND / 7, SECOND);
      assertThat(number).isGreaterThan(last);
      last = number;
    }
  }

  private long at(double seconds) {
    return numbers.next((long) (seconds * SECOND), SECOND);
  }
}
