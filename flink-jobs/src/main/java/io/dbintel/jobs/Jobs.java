package io.dbintel.jobs;

import io.dbintel.jobs.export.ExportOtlpArguments;
import io.dbintel.jobs.runtime.JobMain;
import io.dbintel.jobs.statements.DecodeOnlyJob;
import io.dbintel.jobs.statements.StatementsJob;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The main class of the job jar: {@code statements --bootstrap-servers …} and the others. */
@Command(
    name = "dbintel-jobs",
    mixinStandardHelpOptions = true,
    description = "The Flink jobs of Database Intelligence.",
    subcommands = {StatementsJob.class, ExportOtlpArguments.class, DecodeOnlyJob.class})
public final class Jobs {
  private static final int WRONG_USAGE = 2;

  private Jobs() {}

  /**
   * Submits the named job. Wrong usage ends the process with status 2 and one clear message; a
   * failure to submit or run is thrown, as Flink's own client expects.
   */
  public static void main(String[] args) throws Exception {
    CommandLine command = new CommandLine(new Jobs()).setCaseInsensitiveEnumValuesAllowed(true);
    try {
      ParseResult parsed = command.parseArgs(args);
      if (CommandLine.printHelpIfRequested(parsed)) {
        return;
      }
      if (!parsed.hasSubcommand()) {
        throw new ParameterException(command, "Name a job");
      }
      ((JobMain) parsed.subcommand().commandSpec().userObject()).execute();
    } catch (ParameterException wrong) {
      System.err.println(wrong.getMessage());
      wrong.getCommandLine().usage(System.err);
      System.exit(WRONG_USAGE);
    }
  }
}
