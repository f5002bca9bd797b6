package io.dbintel.ingest.logs.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogTimesTest {
  @ParameterizedTest
  @CsvSource({
    // The zone of the options, both of its times, and both runs of the hour that is repeated.
    "Europe/Berlin, 2026-01-15 12:00:00.250 CET, 2026-01-15T11:00:00.250Z",
    "Europe/Berlin, 2026-07-15 12:00:00 CEST, 2026-07-15T10:00:00Z",
    "Europe/Berlin, 2026-10-25 02:30:00 CEST, 2026-10-25T00:30:00Z",
    "Europe/Berlin, 2026-10-25 02:30:00 CET, 2026-10-25T01:30:00Z",
    "America/New_York, 2026-11-01 01:30:00 EDT, 2026-11-01T05:30:00Z",
    "America/New_York, 2026-11-01 01:30:00 EST, 2026-11-01T06:30:00Z",
    "Australia/Lord_Howe, 2026-04-05 01:45:00 +11, 2026-04-04T14:45:00Z",
    "Australia/Lord_Howe, 2026-04-05 01:45:00 +1030, 2026-04-04T15:15:00Z",
    // What an ambiguous abbreviation means is the zone's business.
    "Asia/Kolkata, 2026-01-15 12:00:00 IST, 2026-01-15T06:30:00Z",
    "Europe/Dublin, 2026-07-15 12:00:00 IST, 2026-07-15T11:00:00Z",
    "Asia/Jerusalem, 2026-01-15 12:00:00 IST, 2026-01-15T10:00:00Z",
    "Asia/Shanghai, 2026-01-15 12:00:00 CST, 2026-01-15T04:00:00Z",
    "America/Chicago, 2026-01-15 12:00:00 CST, 2026-01-15T18:00:00Z",
    // Another zone than that of the options: the table, or the offset itself.
    "UTC, 2026-01-15 12:00:00 EST, 2026-01-15T17:00:00Z",
    "UTC, 2026-07-15 12:00:00 CEST, 2026-07-15T10:00:00Z",
    "Europe/Berlin, 2026-07-15 12:00:00 UTC, 2026-07-15T12:00:00Z",
    "Europe/Berlin, 2026-07-15 12:00:00 JST, 2026-07-15T03:00:00Z",
    "UTC, 2026-01-15 12:00:00 -03, 2026-01-15T15:00:00Z",
    "UTC, 2026-01-15 12:00:00 +0530, 2026-01-15T06:30:00Z",
    "UTC, 2026-01-15 12:00:00 +05:45, 2026-01-15T06:15:00Z",
    // An abbreviation that nobody knows is the zone's.
    "Europe/Berlin, 2026-01-15 12:00:00 XYZ, 2026-01-15T11:00:00Z",
    "UTC, 2026-02-28 23:59:60 UTC, 2026-03-01T00:00:00Z"
  })
  void aTimeIsReadInItsZone(String zone, String text, Instant expected) {
    assertThat(micros(ZoneId.of(zone), text))
        .isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-01-15 12:00:00",
        "2026-01-15 12:00:00 ",
        "2026-01-15T12:00:00 UTC",
        "2026-13-15 12:00:00 UTC",
        "2026-02-30 12:00:00 UTC",
        "2026-01-15 24:00:00 UTC",
        "2026-01-15 12:00:00.25 UTC",
        "2026-01-15 12:00:00.xyz UTC",
        "2026-01-15 12:00:00 +",
        "2026-01-15 12:00:00 U1C"
      })
  void anythingElseIsNoTime(String text) {
    assertThat(micros(ZoneId.of("UTC"), text)).isEqualTo(LogTimes.NO_TIME);
  }

  @Test
  void everyZoneReadsItsOwnAbbreviations() {
    for (String zone : ZoneId.getAvailableZoneIds()) {
      LogTimes times = new LogTimes(ZoneId.of(zone));
      assertThat(times.micros(bytes("2026-01-15 12:00:00.000 UTC"), 0, 27))
          .as(zone)
          .isNotEqualTo(LogTimes.NO_TIME);
    }
  }

  private static long micros(ZoneId zone, String text) {
    byte[] bytes = bytes(text);
    return new LogTimes(zone).micros(bytes, 0, bytes.length);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
