package io.dbintel.ingest.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SampleIntervalTest {
  private final SampleInterval interval = new SampleInterval(Duration.ofSeconds(1));

  @Test
  void staysWhileSamplesTakeNoMoreThanATwentieth() {
    sampled(200, 50_000);
    assertThat(interval.duration()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void doublesUpToTenSecondsWhileSamplesAreSlow() {
    sampled(4, 600_000);
    assertThat(interval.duration()).isEqualTo(Duration.ofSeconds(1));
    sampled(1, 600_000);
    assertThat(interval.duration()).isEqualTo(Duration.ofSeconds(2));
    sampled(5, 600_000);
    assertThat(interval.duration()).isEqualTo(Duration.ofSeconds(4));
    sampled(50, 600_000);
    assertThat(interval.duration()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void stopsDoublingWhereTheSampleIsASmallPart() {
    sampled(100, 150_000);
    assertThat(interval.duration()).isEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void aSingleStallChangesNothing() {
    for (int i = 0; i < 20; i++) {
      sampled(8, 1_000);
      sampled(1, 5_000_000);
    }
    assertThat(interval.duration()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void comesBackStepByStepAfterHalfAMinuteOfTicksThatAreQuickEnough() {
    sampled(10, 150_000);
    assertThat(interval.duration()).isEqualTo(Duration.ofSeconds(4));
    sampled(33, 1_000);
    assertThat(interval.duration()).isEqualTo(Duration.ofSeconds(4));
    sampled(1, 1_000);
    assertThat(interval.duration()).isEqualTo(Duration.ofSeconds(2));
    sampled(34, 1_000);
    assertThat(interval.duration()).isEqualTo(Duration.ofSeconds(1));
    sampled(100, 1_000);
    assertThat(interval.duration()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void doesNotComeBackToWhatWouldBeTooShortAgain() {
    sampled(5, 60_000);
    assertThat(interval.duration()).isEqualTo(Duration.ofSeconds(2));
    sampled(500, 40_000);
    assertThat(interval.duration()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void anIntervalThatIsConfiguredLongStaysAsItIs() {
    SampleInterval long30 = new SampleInterval(Duration.ofSeconds(30));
    for (int i = 0; i < 20; i++) {
      long30.sampled(20_000_000);
    }
    assertThat(long30.duration()).isEqualTo(Duration.ofSeconds(30));
  }

  private void sampled(int times, long micros) {
    for (int i = 0; i < times; i++) {
      interval.sampled(micros);
    }
  }
}
