package io.dbintel.local.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeriesTest {
  private final Series series = new Series();

  @Test
  void aCumulativeTotalIsTheLastValueOfEachRun() {
    assertThat(series.cumulative(100, 110, whole(5), true)).isEqualTo(Effect.ADDED);
    assertThat(series.cumulative(100, 120, whole(9), true)).isEqualTo(Effect.ADDED);
    assertThat(series.end(130)).isEqualTo(Effect.ADDED);
    assertThat(series.ended()).isTrue();
    assertThat(series.cumulative(200, 210, whole(4), true)).isEqualTo(Effect.ADDED);

    assertThat(series.total()).isEqualTo(whole(13));
    assertThat(series.ended()).isFalse();
  }

  @Test
  void repeatedAndLatePointsChangeNothing() {
    series.cumulative(100, 110, whole(5), true);
    series.cumulative(100, 120, whole(9), true);

    assertThat(series.cumulative(100, 120, whole(9), true)).isEqualTo(Effect.DUPLICATE);
    assertThat(series.cumulative(100, 110, whole(5), true)).isEqualTo(Effect.DUPLICATE);
    assertThat(series.total()).isEqualTo(whole(9));
  }

  @Test
  void aFallInsideARunIsToldForMonotonicSumsOnly() {
    series.cumulative(100, 110, whole(5), true);
    assertThat(series.cumulative(100, 120, whole(4), true)).isEqualTo(Effect.FALLEN);
    assertThat(series.cumulative(100, 130, whole(3), false)).isEqualTo(Effect.ADDED);
  }

  @Test
  void deltasAddUpOnce() {
    series.delta(10, new Amount(0, 0.5));
    series.delta(20, whole(2));

    assertThat(series.delta(20, whole(2))).isEqualTo(Effect.DUPLICATE);
    assertThat(series.total()).isEqualTo(new Amount(2, 0.5));
    assertThat(series.total().value()).isEqualTo(2.5);
  }

  @Test
  void manyRunsKeepTheirSumAndForgetTheirDetail() {
    for (int run = 1; run <= 1000; run++) {
      series.cumulative(run * 100L, run * 100L + 50, whole(1), true);
    }

    assertThat(series.total()).isEqualTo(whole(1000));
    assertThat(series.runStarts()).hasSizeLessThan(50);
    assertThat(series.cumulative(100, 160, whole(7), true)).isEqualTo(Effect.DUPLICATE);
  }

  @Test
  void aGaugeHasItsLastValue() {
    series.gauge(10, whole(5));
    series.gauge(30, whole(7));

    assertThat(series.gauge(20, whole(6))).isEqualTo(Effect.DUPLICATE);
    assertThat(series.total()).isEqualTo(whole(7));
  }

  private static Amount whole(long value) {
    return new Amount(value, 0);
  }
}
