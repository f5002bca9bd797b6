package io.dbintel.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class IngestTest {
  @TempDir Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void aWrongConfigurationEndsWithTwoAndAllErrors() throws Exception {
    assertThat(run("kafka: {}\ntargets: []\n")).isEqualTo(2);
    assertThat(err.toString()).contains("kafka.bootstrap_servers: ").contains("targets: ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void wrongUsageEndsWithTwo() {
    assertThat(commandLine().execute()).isEqualTo(2);
  }

  @Test
  void aDryRunSaysWhatFailsAndWhatFixesIt() throws Exception {
    int status =
        run(
            """
            kafka: {bootstrap_servers: 'unused:1'}
            targets: [{instance: gone, host: 127.0.0.1, port: 1, user: u, password: hidden}]
            """);
    assertThat(status).isEqualTo(1);
    assertThat(out.toString())
        .contains("gone  127.0.0.1:1/postgres as u", "connection_refused", "fix")
        .doesNotContain("hidden");
  }

  private int run(String yaml) throws Exception {
    Path file = Files.writeString(folder.resolve("c.yaml"), yaml);
    return commandLine().execute("--config", file.toString(), "--dry-run");
  }

  private CommandLine commandLine() {
    return new CommandLine(new Ingest())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true));
  }
}
