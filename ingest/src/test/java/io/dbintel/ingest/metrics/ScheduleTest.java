package io.dbintel.ingest.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration FIVE_SECONDS = Duration.ofSeconds(5);
  private final Schedule schedule = new Schedule();

  @Test
  void whatWasNeverDoneIsDue() {
    assertThat(schedule.due("a", 0, Duration.ZERO)).isTrue();
    assertThat(schedule.untilDue("a", 0)).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void halfAPollTooEarlyIsStillDue() {
    schedule.done("a", MINUTE, Duration.ofMillis(1), 0);
    assertThat(schedule.due("a", seconds(54), FIVE_SECONDS)).isFalse();
    assertThat(schedule.due("a", seconds(55), FIVE_SECONDS)).isTrue();
    assertThat(schedule.untilDue("a", seconds(54))).isEqualTo(seconds(6));
  }

  @Test
  void aSlowReadTakesNoMoreThanAHundredthOfTheTime() {
    schedule.done("a", Duration.ofSeconds(10), Duration.ofMillis(500), 0);
    assertThat(schedule.untilDue("a", 0)).isEqualTo(seconds(50));
  }

  @Test
  void failuresDoubleTheDelayUpToAnHourAndASuccessEndsThat() {
    schedule.failed("a", MINUTE, 0);
    assertThat(schedule.untilDue("a", 0)).isEqualTo(seconds(120));
    schedule.failed("a", MINUTE, 0);
    assertThat(schedule.untilDue("a", 0)).isEqualTo(seconds(240));
    for (int i = 0; i < 20; i++) {
      schedule.failed("a", MINUTE, 0);
    }
    assertThat(schedule.untilDue("a", 0)).isEqualTo(seconds(3600));
    schedule.done("a", MINUTE, Duration.ZERO, 0);
    schedule.failed("a", MINUTE, 0);
    assertThat(schedule.untilDue("a", 0)).isEqualTo(seconds(120));
  }

  @Test
  void aLongIntervalIsNotShortenedByAFailure() {
    schedule.failed("a", Duration.ofHours(6), 0);
    assertThat(schedule.untilDue("a", 0)).isEqualTo(Duration.ofHours(6).toNanos());
  }

  @Test
  void timesMayOverflow() {
    long late = Long.MAX_VALUE - 10;
    schedule.done("a", MINUTE, Duration.ZERO, late);
    assertThat(schedule.due("a", late, Duration.ZERO)).isFalse();
    assertThat(schedule.due("a", late + seconds(60), Duration.ZERO)).isTrue();
  }

  @Test
  void whatIsForgottenIsDue() {
    schedule.postpone("a", MINUTE, 0);
    schedule.postpone("b", MINUTE, 0);
    schedule.forgetIf("a"::equals);
    assertThat(schedule.due("a", 0, Duration.ZERO)).isTrue();
    assertThat(schedule.due("b", 0, Duration.ZERO)).isFalse();
  }

  private static long seconds(int seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}
