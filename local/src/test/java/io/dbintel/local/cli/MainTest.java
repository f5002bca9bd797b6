package io.dbintel.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MainTest {
  private static final String JAR = "dbintel.local.jobs-jar";

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @AfterEach
  void forgetJar() {
    System.clearProperty(JAR);
  }

  @ParameterizedTest
  @CsvSource({
    "demo --pg 12, must be 13 to 18",
    "demo --pg x, --pg",
    "demo --top 0, must be 1 to 10000",
    "demo --for 5, must be a duration",
    "demo --for 0s, longer than zero",
    "cluster, 'start, status or stop'",
    "cluster start --slots 0, slotsEach 0",
    "cluster start --memory-mb 10, processMegabytes 10",
    "submit, JOB",
    "submit plans, must be one of statements",
    "submit statements --parallelism 0, at least 1",
    "nonsense, nonsense"
  })
  void wrongUsageIsToldWithStatusTwo(String line, String message) {
    assertThat(run(line.split(" "))).as(err.toString()).isEqualTo(2);
    assertThat(err.toString()).contains(message);
  }

  @Test
  void submitPassesOnWhatItDoesNotKnow() {
    System.setProperty(JAR, "jobs.jar");

    int status =
        run(
            "submit",
            "statements",
            "--bootstrap-servers",
            "kafka:9092",
            "--from=2026-01-31T10:00:00Z",
            "--to",
            "2026-01-31T11:00:00Z",
            "--top=20",
            "--parallelism",
            "4",
            "--savepoint=file:/s/1",
            "--dry-run");

    assertThat(status).as(err.toString()).isZero();
    assertThat(out.toString().strip())
        .isEqualTo(
            "flink run -d -p 4 -s file:/s/1 jobs.jar statements --bootstrap-servers kafka:9092"
                + " --from=2026-01-31T10:00:00Z --to 2026-01-31T11:00:00Z --top=20");
  }

  @Test
  void withoutAClusterItSaysHowToStartOne(@TempDir Path folder) {
    System.setProperty(JAR, "jobs.jar");

    assertThat(run("submit", "statements", "--bootstrap-servers=b:1", "--dir", folder.toString()))
        .isEqualTo(1);
    assertThat(err.toString()).contains(folder.toString(), "dbintel cluster start");
    assertThat(run("cluster", "status", "--dir", folder.toString())).isEqualTo(1);
    assertThat(run("cluster", "stop", "--dir", folder.toString())).isZero();
    assertThat(out.toString()).contains("No cluster runs in");
  }

  private int run(String... arguments) {
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(out, true));
    command.setErr(new PrintWriter(err, true));
    return command.execute(arguments);
  }
}
