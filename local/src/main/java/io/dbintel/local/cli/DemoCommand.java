package io.dbintel.local.cli;

import io.dbintel.local.demo.Demo;
import io.dbintel.local.demo.DemoOptions;
import io.dbintel.local.demo.TerminalSize;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code demo}: the main job on the embedded stack, with a check at the end. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "PostgreSQL with a small shop, Kafka, Flink, the jobs and an OTLP receiver in one process.",
      "At the end it compares what was exported with PostgreSQL's own counters."
    })
final class DemoCommand implements Callable<Integer> {
  private static final int OLDEST = 13;
  private static final int NEWEST = 18;
  private static final int MAX_TOP = 10_000;

  @Spec private CommandSpec command;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "How long the shop works, for example 60s (default: until Ctrl-C).")
  private Duration length;

  @Option(names = "--report", paramLabel = "FILE", description = "Write the outcome as JSON.")
  private Path report;

  @Option(
      names = "--pg",
      defaultValue = "17",
      paramLabel = "RELEASE",
      description = "PostgreSQL 13 to 18 (default: ${DEFAULT-VALUE}).")
  private int major;

  @Option(
      names = "--top",
      defaultValue = "100",
      paramLabel = "N",
      description = "Queries kept by time and by calls (default: ${DEFAULT-VALUE}).")
  private int top;

  @Override
  public Integer call() {
    inRange("--pg", major, OLDEST, NEWEST);
    inRange("--top", top, 1, MAX_TOP);
    return Demo.run(
        new DemoOptions(
            Optional.ofNullable(length),
            Optional.ofNullable(report),
            major,
            top,
            DemoOptions.DEFAULT_INTERVAL),
        command.commandLine().getOut(),
        TerminalSize.parse(System.getProperty("dbintel.terminal")));
  }

  private void inRange(String option, int value, int least, int most) {
    if (value < least || value > most) {
      throw new ParameterException(
          command.commandLine(),
          "Invalid value %d for %s: must be %d to %d".formatted(value, option, least, most));
    }
  }
}
