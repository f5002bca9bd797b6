package io.dbintel.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class LogsCommandTest {
  private static final String LOG =
      """
      2026-11-22 03:04:07.123 CET [77] ann@shop LOG:  process 77 still waiting for ShareLock on transaction 900 after 1000.5 ms
      2026-11-22 03:04:07.123 CET [77] ann@shop DETAIL:  Process holding the lock: 78. Wait queue: 77.
      2026-11-22 03:04:08.000 CET [78] ann@shop LOG:  duration: 12.500 ms  plan:
      \t{
      \t  "Query Text": "SELECT 1"
      \t}
      """;
  private static final String PREFIX = "%m [%p] %q%u@%d ";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter messages = new StringWriter();

  @TempDir private Path folder;

  @Test
  void entriesAndPlansAreLinesOfJson() throws IOException {
    assertThat(run(LOG, "--prefix", PREFIX, "--zone", "Europe/Berlin")).isZero();

    List<JsonNode> lines = lines();
    assertThat(lines).hasSize(2);
    JsonNode event = lines.get(0);
    assertThat(event.get("kind").asText()).isEqualTo("event");
    assertThat(event.get("class").asText()).isEqualTo("lock_wait");
    assertThat(event.get("log_time").asText()).isEqualTo("2026-11-22T02:04:07.123Z");
    assertThat(event.get("user").asText()).isEqualTo("ann");
    assertThat(event.get("fields").get("waited_ms").asDouble()).isEqualTo(1000.5);
    assertThat(event.get("fields").get("blocking_pids").get(0).asInt()).isEqualTo(78);
    JsonNode plan = lines.get(1);
    assertThat(plan.get("kind").asText()).isEqualTo("plan");
    assertThat(plan.get("format").asText()).isEqualTo("json");
    assertThat(plan.get("duration_ms").asDouble()).isEqualTo(12.5);
    assertThat(plan.get("plan").asText()).isEqualTo("{\n  \"Query Text\": \"SELECT 1\"\n}");
    assertThat(messages.toString())
        .contains("2 entries, 1 of them plans; 0 cut; 0 unreadable, 0 shredded");
  }

  @Test
  void theEndingOfAFileTellsItsForm() throws IOException {
    Path file = folder.resolve("server.json");
    Files.writeString(
        file,
        "{\"timestamp\":\"2026-11-22 03:04:07.123"
            + " UTC\",\"error_severity\":\"LOG\",\"message\":\"x\"}\n");

    assertThat(run("", file.toString())).isZero();
    assertThat(lines().get(0).get("message").asText()).isEqualTo("x");
    out.reset();
    assertThat(run("", file.toString(), "--format", "csvlog")).isEqualTo(1);
    assertThat(lines()).isEmpty();
  }

  @Test
  void noBytesMakeItFail() {
    byte[] bytes = new byte[300_000];
    new Random(5).nextBytes(bytes);
    for (String format : List.of("stderr", "csvlog", "jsonlog")) {
      assertThat(run(new ByteArrayInputStream(bytes), out, "--format", format)).isEqualTo(1);
      assertThat(messages.toString()).contains("0 entries");
    }
    assertThat(run("")).isZero();
  }

  @Test
  void foreignLinesDoNotFailIt() throws IOException {
    assertThat(run("garbage\n" + LOG + "cp: no such file\n", "--prefix", PREFIX)).isZero();
    assertThat(lines()).hasSize(2);
    assertThat(messages.toString()).contains("1 unreadable, 1 shredded");
  }

  @ParameterizedTest
  @CsvSource({
    "--format, xml, 'must be stderr, csvlog or jsonlog'",
    "--zone, nowhere, must be a time zone",
    "--charset, UTF-99, must be an encoding",
    "--charset, '?', must be an encoding"
  })
  void wrongUsageIsToldWithStatusTwo(String option, String value, String rule) {
    assertThat(run(LOG, option, value)).isEqualTo(2);
    assertThat(messages.toString()).contains(option).contains(value).contains(rule);
    assertThat(run(LOG, folder.resolve("none").toString())).isEqualTo(2);
  }

  @Test
  void anOutputThatFailsEndsIt() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("No space left on device");
          }
        };
    int status =
        run(
            new ByteArrayInputStream(LOG.getBytes(StandardCharsets.UTF_8)),
            full,
            "--prefix",
            PREFIX);
    assertThat(status).isEqualTo(1);
    assertThat(messages.toString()).contains("Stopped at byte").contains("No space left");
  }

  private int run(String log, String... arguments) {
    return run(new ByteArrayInputStream(log.getBytes(StandardCharsets.UTF_8)), out, arguments);
  }

  private int run(InputStream in, OutputStream to, String... arguments) {
    return new CommandLine(new LogsCommand(in, to))
        .setErr(new PrintWriter(messages, true))
        .execute(arguments);
  }

  private List<JsonNode> lines() throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }
}
