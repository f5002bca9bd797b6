package io.dbintel.udfs.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * PostgreSQL's own scanner, in a node process that the folder {@code src/test/oracle} describes.
 */
final class PostgresScanner implements AutoCloseable {
  private static final Path FOLDER = Path.of("src/test/oracle");

  private final ObjectMapper json = new ObjectMapper();
  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;

  private PostgresScanner(Process process) {
    this.process = process;
    requests = process.outputWriter(StandardCharsets.UTF_8);
    answers = process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Starts the scanner of a major release. Without node or its packages the calling test is
   * skipped, but fails where {@code CI=true} says that they must be there.
   */
  static PostgresScanner start(int major) throws IOException {
    String missing =
        "needs node and its packages: run 'npm ci' in udfs/src/test/oracle to compare with"
            + " PostgreSQL's own scanner";
    boolean present = Files.isDirectory(FOLDER.resolve("node_modules")) && nodeIsPresent();
    if ("true".equals(System.getenv("CI"))) {
      assertThat(present).as(missing).isTrue();
    }
    assumeTrue(present, missing);
    return new PostgresScanner(
        new ProcessBuilder("node", "oracle.mjs", String.valueOf(major))
            .directory(FOLDER.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  private static boolean nodeIsPresent() {
    try {
      new ProcessBuilder("node", "--version").start().destroy();
      return true;
    } catch (IOException absent) {
      return false;
    }
  }

  /**
   * What PostgreSQL sees in each statement: start, end and type of its tokens one after the other,
   * in bytes of UTF-8; null for a statement that it refuses.
   */
  List<int[]> scan(List<String> statements) throws IOException {
    requests.write(json.writeValueAsString(statements));
    requests.newLine();
    requests.flush();
    String answer = answers.readLine();
    assertThat(answer).as("answer of the scanner").isNotNull();
    return Arrays.asList(json.readValue(answer, int[][].class));
  }

  @Override
  public void close() {
    process.destroy();
  }
}
