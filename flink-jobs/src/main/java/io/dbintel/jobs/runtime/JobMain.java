package io.dbintel.jobs.runtime;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** A job as a command: parses options, builds its topology, executes it. */
public interface JobMain {
  int WRONG_USAGE = 2;

  void execute() throws Exception;

  /**
   * Runs a job's main. Wrong usage ends the process with status 2 and one clear message; a failure
   * to submit or run is thrown, as Flink's own client expects.
   */
  static void run(JobMain job, String[] args) throws Exception {
    CommandLine command = new CommandLine(job);
    try {
      command.parseArgs(args);
      if (CommandLine.printHelpIfRequested(command.getParseResult())) {
        return;
      }
      job.execute();
    } catch (ParameterException wrong) {
      System.err.println(wrong.getMessage());
      wrong.getCommandLine().usage(System.err);
      System.exit(WRONG_USAGE);
    }
  }
}
