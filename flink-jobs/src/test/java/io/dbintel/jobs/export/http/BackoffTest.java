package io.dbintel.jobs.export.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private static final Backoff BACKOFF =
      new Backoff(Duration.ofMillis(100), Duration.ofMillis(1000));

  @ParameterizedTest(name = "after {0} failures: {1} to {2} ms")
  @CsvSource({"1, 50, 100", "2, 100, 200", "4, 400, 800", "5, 500, 1000", "1000000, 500, 1000"})
  void doublesUpToItsLimitWithJitter(int failures, long least, long most) {
    List<Long> delays =
        IntStream.range(0, 500)
            .mapToObj(seed -> BACKOFF.delay(failures, Duration.ZERO, new Random(seed)).toMillis())
            .toList();

    assertThat(delays).allMatch(delay -> delay >= least && delay <= most);
    assertThat(delays.stream().distinct()).hasSizeGreaterThan(20);
  }

  @Test
  void neverComesBackBeforeTheServerSaid() {
    for (int seed = 0; seed < 100; seed++) {
      assertThat(BACKOFF.delay(1, Duration.ofSeconds(5), new Random(seed)))
          .isBetween(Duration.ofSeconds(5), Duration.ofMillis(5100));
    }
  }
}
