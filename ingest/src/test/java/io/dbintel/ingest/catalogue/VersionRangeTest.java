package io.dbintel.ingest.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRangeTest {
  @ParameterizedTest
  @CsvSource({
    "14-, 14, true",
    "14-, 13, false",
    "13-16, 16, true",
    "13-16, 16.4, true",
    "13-16, 17, false",
    "18, 18, true",
    "18, 18.1, true",
    "18, 17, false",
    "-16, 13, true",
    "1.8-, 1.10, true",
    "1.8-, 1.7, false",
    "1.8-1.10, 1.9dev, true",
    "1.8-1.10, 1.11, false",
    "*, anything, true",
    "1-, anything, false"
  })
  void holds(String range, String version, boolean expected) {
    assertThat(VersionRange.parse(range).orElseThrow().holds(version)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-", "new", "14 15", "1..2", ">=14"})
  void isNone(String text) {
    assertThat(VersionRange.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"14-", "13-16", "18", "-16", "*"})
  void printsAsItIsWritten(String text) {
    assertThat(VersionRange.parse(text).orElseThrow()).hasToString(text);
  }
}
