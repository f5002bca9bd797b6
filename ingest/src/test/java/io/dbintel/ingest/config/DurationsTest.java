package io.dbintel.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {
  @ParameterizedTest
  @ValueSource(strings = {"500ms", "60s", "5m", "6h", "0ms", "90s"})
  void whatIsFormattedReadsTheSame(String text) {
    Duration duration = Durations.parse(text).orElseThrow();
    assertThat(Durations.parse(Durations.format(duration))).contains(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5 s", "-5s", "1.5s", "PT5S", "5w"})
  void everythingElseIsRefused(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @Test
  void unitsMeanWhatTheySay() {
    assertThat(Durations.parse("2d")).contains(Duration.ofDays(2));
    assertThat(Durations.format(Duration.ofMinutes(1))).isEqualTo("60s");
    assertThat(Durations.format(Duration.ofMinutes(2))).isEqualTo("2m");
  }
}
