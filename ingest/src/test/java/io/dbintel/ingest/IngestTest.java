package io.dbintel.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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

  @Test
  void aPortThatIsTakenEndsWithTwoAndKafkaNeedNotBeThere() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      Path file =
          Files.writeString(
              folder.resolve("c.yaml"),
              """
              state_directory: '%s'
              health_address: '%s'
              kafka: {bootstrap_servers: '127.0.0.1:1', flush_timeout: 1s}
              targets: [{instance: gone, host: 127.0.0.1, port: 1, user: u, password: hidden}]
              """
                  .formatted(folder.resolve("state"), address));
      assertThat(commandLine().execute("--config", file.toString())).isEqualTo(2);
      assertThat(err.toString())
          .startsWith("health_address: " + address + ": must be a free address");
      assertThat(folder.resolve("state").resolve("spool")).isDirectory();
    }
  }

  @Test
  void aStateDirectoryIsForOneCollectorAndOneUser() throws Exception {
    Path state = folder.resolve("own");
    try (StateDirectory first = StateDirectory.open(state.toString())) {
      assertThat(first).isNotNull();
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state)))
          .isEqualTo("rwx------");
      assertThatThrownBy(() -> StateDirectory.open(state.toString()))
          .hasMessage("state_directory: " + state + ": must not be used by two collectors at once");
    }
    StateDirectory.open(state.toString()).close();
    Path file = Files.writeString(folder.resolve("file"), "");
    assertThatThrownBy(() -> StateDirectory.open(file.toString()))
        .hasMessageStartingWith("state_directory: " + file + ": must be a folder");
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
