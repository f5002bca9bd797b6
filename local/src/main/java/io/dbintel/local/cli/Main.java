package io.dbintel.local.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/**
 * The main class of {@code dbintel demo}, {@code cluster}, {@code submit}, {@code scrub} and {@code
 * logs}.
 */
@Command(
    name = "dbintel",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Database Intelligence on this machine.",
    subcommands = {
      DemoCommand.class,
      ClusterCommand.class,
      SubmitCommand.class,
      ScrubCommand.class,
      LogsCommand.class
    })
public final class Main {
  private static final int FAILED = 1;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              if (failure instanceof ParameterException wrong) {
                throw wrong;
              }
              command.getErr().println(failure.getMessage());
              return FAILED;
            });
  }
}
