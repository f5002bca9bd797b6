package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.local.Await;
import io.dbintel.local.postgres.EmbeddedPostgresServer;
import io.dbintel.udfs.logs.LogField;
import io.dbintel.udfs.logs.LogFields;
import io.dbintel.udfs.logs.LogScrubber;
import io.dbintel.udfs.logs.ScrubbedLog;
import io.dbintel.udfs.sql.SqlScrubber;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real logs of every major release, full of planted secrets, in all forms that the server has. */
class LogScrubbingIT {
  private static final Pattern PLANTED =
      Pattern.compile("zq7|bob\\.smith|example\\.com|98765432|it's", Pattern.CASE_INSENSITIVE);
  private static final Pattern DURATION = Pattern.compile("duration: ([0-9.]+) ms");
  private static final int SEVERITY = 11;
  private static final int SQLSTATE = 12;
  private static final int MESSAGE = 13;
  private static final Map<Integer, LogField> FIELDS =
      Map.of(
          1,
          LogField.USER,
          2,
          LogField.DATABASE,
          7,
          LogField.COMMAND_TAG,
          SEVERITY,
          LogField.SEVERITY,
          SQLSTATE,
          LogField.SQLSTATE,
          MESSAGE,
          LogField.MESSAGE,
          14,
          LogField.DETAIL,
          15,
          LogField.HINT,
          18,
          LogField.CONTEXT,
          22,
          LogField.APPLICATION);

  private final LogScrubber scrubber = new LogScrubber(new SqlScrubber(), plan -> "{}");

  @ParameterizedTest
  @ValueSource(ints = {13, 14, 15, 16, 17, 18})
  void nothingPlantedSurvivesAndWhatIsNeededDoes(int major) throws Exception {
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(major, settings(major))) {
      new LogWorkload(server).run();
      String marker = "SELECT 'the end of the workload'";
      server.execute(marker);
      Path folder = server.dataDirectory().resolve("log");
      for (String form : major >= 15 ? List.of("log", "csv", "json") : List.of("log", "csv")) {
        Path file = folder.resolve("server." + form);
        Await.orFail(
            Duration.ofSeconds(20), () -> read(file).contains(marker), () -> file + " has no end");
      }

      assertCsv(major, read(folder.resolve("server.csv")));
      assertLines(read(folder.resolve("server.log")));
      if (major >= 15) {
        assertJson(read(folder.resolve("server.json")));
      }
    }
  }

  private void assertCsv(int major, String csv) {
    List<List<String>> entries = CsvLog.entries(csv);
    ScrubbedLog scrubbed = scrubber.scrub(csv);

    assertClean(scrubbed.text());
    List<List<String>> left = CsvLog.entries(scrubbed.text());
    assertThat(left).hasSameSizeAs(entries);
    for (int column : new int[] {0, 3, 5, SEVERITY, SQLSTATE}) {
      assertThat(left.stream().map(entry -> entry.get(column)))
          .containsExactlyElementsOf(entries.stream().map(entry -> entry.get(column)).toList());
    }
    assertThat(durations(scrubbed.text())).isEqualTo(durations(csv)).hasSizeGreaterThan(100);
    assertThat(scrubbed.entries()).isEqualTo(entries.size());
    assertThat(scrubber.scrub(scrubbed.text()).text()).isEqualTo(scrubbed.text());
    assertFieldsAndMessages(major, entries);
  }

  /** Every entry by its fields, every message as a text of its own, and how many are known. */
  private void assertFieldsAndMessages(int major, List<List<String>> entries) {
    Map<String, Integer> unknown = new TreeMap<>();
    for (List<String> entry : entries) {
      Map<LogField, String> fields = new HashMap<>();
      FIELDS.forEach((column, field) -> fields.put(field, entry.get(column)));
      assertClean(scrubber.scrub(new LogFields(fields)).values().toString());
      ScrubbedLog message = scrubber.scrub(entry.get(MESSAGE));
      assertClean(message.text());
      if (!message.known()) {
        unknown.merge(entry.get(MESSAGE).lines().findFirst().orElse(""), 1, Integer::sum);
      }
    }
    int count = unknown.values().stream().mapToInt(Integer::intValue).sum();
    double share = 100.0 * (entries.size() - count) / entries.size();
    System.out.printf(
        "PostgreSQL %d: %.1f %% of %d log entries have a known shape; unknown: %s%n",
        major, share, entries.size(), unknown);
    assertThat(share).as("known shapes of PostgreSQL %d, not %s", major, unknown).isGreaterThan(95);
  }

  private void assertLines(String log) {
    ScrubbedLog scrubbed = scrubber.scrub(log);

    assertClean(scrubbed.text());
    assertThat(durations(scrubbed.text())).isEqualTo(durations(log)).hasSizeGreaterThan(100);
    assertThat(tags(scrubbed.text())).isEqualTo(tags(log));
    assertThat(scrubber.scrub(scrubbed.text()).text()).isEqualTo(scrubbed.text());
    log.lines().forEach(line -> assertClean(scrubber.scrub(line).text(), line));
  }

  private void assertJson(String json) {
    ScrubbedLog scrubbed = scrubber.scrub(json);

    assertClean(scrubbed.text());
    assertThat(scrubbed.entries()).isEqualTo((int) json.lines().count());
    assertThat(durations(scrubbed.text())).isEqualTo(durations(json)).hasSizeGreaterThan(100);
    assertThat(scrubbed.truncated()).isFalse();
    assertThat(scrubber.scrub(scrubbed.text()).text()).isEqualTo(scrubbed.text());
  }

  private static void assertClean(String text) {
    assertClean(text, "");
  }

  private static void assertClean(String text, String source) {
    Matcher leak = PLANTED.matcher(text);
    if (leak.find()) {
      String around =
          text.substring(
              Math.max(0, leak.start() - 300), Math.min(text.length(), leak.end() + 100));
      throw new AssertionError("A planted value survives: " + around + "\nof " + source);
    }
  }

  private static List<String> durations(String text) {
    List<String> found = new ArrayList<>();
    Matcher matcher = DURATION.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  /** Time, process id, SQLSTATE, severity and the like of every line that begins an entry. */
  private static List<String> tags(String log) {
    return Pattern.compile(
            "^(\\S+ \\S+ UTC \\[\\d+]) .*? ([0-9A-Z]{5}) ([A-Z]+):  ", Pattern.MULTILINE)
        .matcher(log)
        .results()
        .map(tag -> tag.group(1) + tag.group(2) + tag.group(3))
        .toList();
  }

  private static String read(Path file) {
    try {
      return Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> settings(int major) {
    return Map.ofEntries(
        Map.entry("logging_collector", "on"),
        Map.entry("log_filename", "server.log"),
        Map.entry("log_destination", major >= 15 ? "stderr,csvlog,jsonlog" : "stderr,csvlog"),
        Map.entry("log_line_prefix", "%m [%p] user=%u,db=%d,app=%a,client=%h %e "),
        Map.entry("log_statement", "all"),
        Map.entry("log_min_duration_statement", "0"),
        Map.entry("log_min_messages", "notice"),
        Map.entry("log_lock_waits", "on"),
        Map.entry("log_connections", "on"),
        Map.entry("log_disconnections", "on"),
        Map.entry("log_checkpoints", "on"),
        Map.entry("log_temp_files", "0"),
        Map.entry("log_autovacuum_min_duration", "0"),
        Map.entry("autovacuum_naptime", "1s"),
        Map.entry("log_parameter_max_length", "-1"),
        Map.entry("log_parameter_max_length_on_error", "-1"),
        Map.entry("work_mem", "64kB"),
        Map.entry("shared_preload_libraries", "pg_stat_statements,auto_explain"),
        Map.entry("auto_explain.log_min_duration", "0"),
        Map.entry("auto_explain.log_nested_statements", "on"));
  }
}
