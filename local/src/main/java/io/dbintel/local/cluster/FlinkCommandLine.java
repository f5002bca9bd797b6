package io.dbintel.local.cluster;

import io.dbintel.local.BuildOutput;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Flink's command line client, run against one cluster as a user would: a job jar goes in, a job id
 * comes out.
 */
public final class FlinkCommandLine {
  private static final String CLIENT = "org.apache.flink.client.cli.CliFrontend";
  private static final Pattern JOB_ID = Pattern.compile("JobID ([0-9a-f]{32})");
  private static final Pattern SAVEPOINT = Pattern.compile("Path: (\\S+)");

  private final Path configuration;

  /**
   * @param configuration the folder with {@code config.yaml}
   */
  public FlinkCommandLine(Path configuration) {
    this.configuration = configuration;
  }

  /** Submits a jar whose manifest names the main class and returns the job's id. */
  public String submit(Path jar, int parallelism, List<String> jobArguments) {
    return find(JOB_ID, run(submission(jar, parallelism, List.of(), jobArguments)));
  }

  /** Submits a jar so that its job goes on from a savepoint. */
  public String submitFrom(String savepoint, Path jar, int parallelism, List<String> jobArguments) {
    return find(JOB_ID, run(submission(jar, parallelism, List.of("-s", savepoint), jobArguments)));
  }

  /** Ends a job with a savepoint and returns the savepoint's address. */
  public String stopWithSavepoint(String jobId, Path folder) {
    return find(SAVEPOINT, run(List.of("stop", "-p", folder.toUri().toString(), jobId)));
  }

  /**
   * Runs the client with these arguments.
   *
   * @return what it printed
   * @throws IllegalStateException with what it printed, when it fails
   */
  public String run(List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.addAll(BuildOutput.jvmOpens());
    command.addAll(
        List.of("-cp", BuildOutput.directory("flink-lib") + File.separator + "*", CLIENT));
    command.addAll(arguments);
    try {
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("FLINK_CONF_DIR", configuration.toString());
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (exit != 0) {
        throw new IllegalStateException(
            "flink %s ended with status %d: %s".formatted(arguments, exit, output));
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot run Flink's command line client", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while flink ran " + arguments, e);
    }
  }

  private static List<String> submission(
      Path jar, int parallelism, List<String> options, List<String> jobArguments) {
    List<String> arguments =
        new ArrayList<>(List.of("run", "-d", "-p", Integer.toString(parallelism)));
    arguments.addAll(options);
    arguments.add(jar.toString());
    arguments.addAll(jobArguments);
    return arguments;
  }

  private static String find(Pattern pattern, String output) {
    Matcher matcher = pattern.matcher(output);
    if (!matcher.find()) {
      throw new IllegalStateException(
          "Flink's client printed no %s: %s".formatted(pattern, output));
    }
    return matcher.group(1);
  }
}
