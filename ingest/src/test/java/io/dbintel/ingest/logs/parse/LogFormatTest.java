package io.dbintel.ingest.logs.parse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogFormatTest {
  @ParameterizedTest
  @CsvSource({
    "postgresql.csv, CSVLOG",
    "POSTGRESQL.CSV, CSVLOG",
    "postgresql.json, JSONLOG",
    "postgresql.log, STDERR",
    "csv, STDERR",
    "postgresql.csv.1, STDERR"
  })
  void theEndingOfAFileTellsItsForm(String name, LogFormat format) {
    assertThat(LogFormat.ofFileName(name)).contains(format);
  }

  @Test
  void namesAreThoseOfLogDestination() {
    for (LogFormat format : LogFormat.values()) {
      assertThat(LogFormat.ofName(format.id())).contains(format);
    }
    assertThat(LogFormat.ofName("syslog")).isEmpty();
    assertThat(LogFormat.ofFileName("")).isEmpty();
  }
}
