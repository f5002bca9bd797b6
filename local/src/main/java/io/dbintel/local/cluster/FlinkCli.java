package io.dbintel.local.cluster;

import io.dbintel.local.BuildOutput;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Flink's own command line client, as a process, with the configuration of a cluster. */
public final class FlinkCli {
  private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");

  private final Path configuration;

  /**
   * @param configuration the folder with {@code config.yaml}
   */
  public FlinkCli(Path configuration) {
    this.configuration = configuration;
  }

  /** What a run of the client gave. */
  public record Result(int status, String output) {}

  /** Runs the client with these arguments and waits for it. */
  public Result run(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    command.addAll(BuildOutput.jvmOpens());
    command.addAll(List.of("-cp", BuildOutput.directory("flink-lib") + File.separator + "*"));
    command.add("org.apache.flink.client.cli.CliFrontend");
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("FLINK_CONF_DIR", configuration.toString());
    try {
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new IllegalStateException("Cannot start Flink's command line client", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while Flink's client ran", e);
    }
  }

  /**
   * Submits a job and returns its id without waiting for its end.
   *
   * @param flinkOptions of {@code run}, for example {@code -p 2} or {@code -s SAVEPOINT}
   * @throws IllegalStateException with the client's output when it was not accepted
   */
  public String submit(
      List<String> flinkOptions, Path jar, String mainClass, List<String> arguments) {
    List<String> all = new ArrayList<>(List.of("run", "-d"));
    all.addAll(flinkOptions);
    all.addAll(List.of("-c", mainClass, jar.toString()));
    all.addAll(arguments);
    Result result = run(all);
    Matcher id = JOB_ID.matcher(result.output());
    if (result.status() != 0 || !id.find()) {
      throw new IllegalStateException(
          "Flink did not take the job " + mainClass + ":\n" + result.output());
    }
    return id.group(1);
  }
}
