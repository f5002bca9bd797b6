package io.dbintel.jobs.export.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");

  @ParameterizedTest(name = "{0} is {1} s")
  @CsvSource(
      delimiter = '|',
      nullValues = "absent",
      value = {
        "absent | 0",
        "'' | 0",
        "29 | 29",
        "' 29 ' | 29",
        "0 | 0",
        "-5 | 0",
        "1.5 | 0",
        "soon | 0",
        "86400 | 300",
        "99999999999999999999999 | 300",
        "Sat, 31 Jan 2026 10:00:12 GMT | 12",
        "Sat, 31 Jan 2026 09:59:00 GMT | 0",
        "Mon, 31 Jan 2099 10:00:00 GMT | 0",
        "Wed, 31 Dec 2098 10:00:00 GMT | 300"
      })
  void readsBothForms(String header, long seconds) {
    assertThat(RetryAfter.delay(header, NOW)).isEqualTo(Duration.ofSeconds(seconds));
  }
}
