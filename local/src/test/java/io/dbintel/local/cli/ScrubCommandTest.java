package io.dbintel.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ScrubCommandTest {
  private static final String EMAIL = "{\"kind\":\"text\",\"text\":\"ann@example.com\"}\n";
  private static final String KEY = "0123456789abcdef";
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "dbintel scrub <<'LINES'\\n(.*?)LINES\\n```\\n\\n```json\\n(.*?)```", Pattern.DOTALL);

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final StringWriter messages = new StringWriter();

  @TempDir private Path folder;

  @Test
  void theExampleOfTheReadmeIsWhatItPrints() throws IOException {
    Matcher example = EXAMPLE.matcher(Files.readString(Path.of("..", "README.md")));
    assertThat(example.find()).isTrue();

    assertThat(run(example.group(1), Map.of())).isZero();

    assertThat(output()).isEqualTo(example.group(2));
    assertThat(messages.toString()).isEmpty();
  }

  @Test
  void badLinesMakeTheStatusOneAndAreCountedOnStderr() {
    assertThat(run("planted\n" + EMAIL, Map.of())).isEqualTo(1);
    assertThat(output().lines()).hasSize(2);
    assertThat(messages.toString())
        .contains("1 of 2 lines were answered with an error")
        .doesNotContain("planted");
  }

  @Test
  void aPresetChoosesTheRules() {
    assertThat(run(EMAIL, Map.of(), "--preset", "pci")).isZero();
    assertThat(output()).contains("\"text\":\"ann@example.com\"");
  }

  @Test
  void rulesComeFromAFileAndTheirKeyFromTheEnvironment() throws IOException {
    String rules = file("rules.yaml", "rules: [{detector: email, action: hash}]");

    assertThat(run(EMAIL, Map.of(ScrubArguments.HASH_KEY, KEY), "--rules", rules)).isZero();
    assertThat(output()).containsPattern("<email:[0-9a-f]{16}>");
  }

  @Test
  void theKeyFileCountsBeforeTheEnvironmentAndItsLineEndDoesNot() throws IOException {
    String rules = file("rules.yaml", "rules: [{detector: email, action: hash}]");
    String key = file("key", KEY + "\r\n");
    run(EMAIL, Map.of(ScrubArguments.HASH_KEY, KEY), "--rules", rules);
    String expected = output();
    out.reset();

    int status =
        run(
            EMAIL,
            Map.of(ScrubArguments.HASH_KEY, "another key of sixteen"),
            "--rules",
            rules,
            "--hash-key-file",
            key);

    assertThat(status).isZero();
    assertThat(output()).isEqualTo(expected);
  }

  @Test
  void optionsReachTheScrubbers() {
    String sql = "{\"kind\":\"sql\",\"text\":\"SELECT 'a\\\\', secret, \\\\'b'\"}\n";
    String plan =
        "{\"kind\":\"plan\",\"text\":\"Hash Join  (cost=1.00..2.00 rows=3 width=4)\\n  Hash Cond:"
            + " (a.id = b.id)\\n  ->  Seq Scan on a\\n        Filter: (x = 1)\"}\n";

    run(sql, Map.of(), "--standard-conforming-strings", "off");
    assertThat(output()).contains("\"text\":\"SELECT ?\"");
    out.reset();
    run(sql, Map.of(), "--cut-at", "25");
    assertThat(output()).contains("\"truncated\":true");
    out.reset();
    run(plan, Map.of());
    assertThat(output()).contains("cost=", "(a.id = b.id)", "(x = ?)", "Seq Scan on a");
    out.reset();
    run(
        plan,
        Map.of(),
        "--anonymize-filters",
        "--anonymize-joins",
        "--remove-costs",
        "--sensitive-nodes",
        "Seq Scan,CTE Scan");
    assertThat(output()).contains("Hash Cond: ?").doesNotContain("cost=", "a.id", "x =", " on a");
  }

  @ParameterizedTest
  @CsvSource({
    "--preset moon, 'moon'",
    "--rules /no/such/file, Invalid value /no/such/file for --rules: there is no such file",
    "--rules . --preset pci, mutually exclusive",
    "--hash-key-file /no/such/key, for --hash-key-file: there is no such file",
    "--standard-conforming-strings maybe, 'Invalid value maybe for --standard-conforming-strings'",
    "--cut-at -1, Invalid value -1 for --cut-at",
    "--cut-at x, --cut-at",
    "--sensitive-nodes Moon, Invalid value Moon for --sensitive-nodes",
    "--moon, Unknown option",
    "file.json, Unmatched argument"
  })
  void wrongOptionsAreNamedWithStatusTwo(String line, String message) {
    assertThat(run(EMAIL, Map.of(), line.split(" "))).as(messages.toString()).isEqualTo(2);
    assertThat(messages.toString()).contains(message);
    assertThat(output()).isEmpty();
  }

  @Test
  void wrongRulesAreNamedWithStatusTwo() throws IOException {
    String unknown = file("unknown.yaml", "rules: [{detector: moon}]");
    String hashing = file("hash.yaml", "rules: [{detector: email, action: hash}]");

    assertThat(run(EMAIL, Map.of(), "--rules", unknown)).isEqualTo(2);
    assertThat(messages.toString()).contains("unknown.yaml", "moon", "detector");
    assertThat(run(EMAIL, Map.of(), "--rules", hashing)).isEqualTo(2);
    assertThat(messages.toString()).contains("email", "needs a key");
    assertThat(run(EMAIL, Map.of(ScrubArguments.HASH_KEY, "s3cr3t"), "--rules", hashing))
        .isEqualTo(2);
    assertThat(messages.toString()).contains("16").doesNotContain("s3cr3t");
  }

  @Test
  void aReaderThatHasEnoughIsNoReasonForAMessage() {
    assertThat(execute(EMAIL, failing("Broken pipe"))).isEqualTo(1);
    assertThat(messages.toString()).isEmpty();
  }

  @Test
  void anOutputThatFailsIsToldWithStatusOne() {
    assertThat(execute(EMAIL, failing("No space left on device"))).isEqualTo(1);
    assertThat(messages.toString()).contains("Stopped at line 1: No space left on device");
  }

  @Test
  void helpNamesEveryOption() {
    StringWriter help = new StringWriter();
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(help, true));

    assertThat(command.execute("scrub", "--help")).isZero();
    assertThat(help.toString())
        .contains(
            "--rules",
            "--preset",
            "--hash-key-file",
            "--standard-conforming-strings",
            "--cut-at",
            "--anonymize-filters",
            "--anonymize-joins",
            "--remove-costs",
            "--sensitive-nodes",
            "\"kind\"");
  }

  private int run(String input, Map<String, String> environment, String... options) {
    return execute(input, out, environment, options);
  }

  private int execute(String input, OutputStream output) {
    return execute(input, output, Map.of());
  }

  private int execute(
      String input, OutputStream output, Map<String, String> environment, String... options) {
    ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
    CommandLine command = new CommandLine(new ScrubCommand(in, output, environment));
    command.setErr(new PrintWriter(messages, true));
    return command.execute(options);
  }

  private String output() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  private static OutputStream failing(String message) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException(message);
      }
    };
  }
}
