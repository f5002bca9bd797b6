package io.dbintel.ingest.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TroubleshootingTest {
  private static final Path PAGE = Path.of("..", "docs", "operations.md");

  @ParameterizedTest
  @EnumSource
  void everyReasonIsInTheTableOfTheManual(FailureCode code) throws Exception {
    assertThat(Files.readAllLines(PAGE))
        .as("docs/operations.md, Troubleshooting: a line for %s", code.word())
        .anyMatch(line -> line.startsWith("| `") && line.contains("`" + code.word()));
  }
}
