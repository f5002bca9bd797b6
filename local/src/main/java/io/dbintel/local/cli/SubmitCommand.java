package io.dbintel.local.cli;

import io.dbintel.jobs.Jobs;
import io.dbintel.local.BuildOutput;
import io.dbintel.local.cluster.LocalCluster;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code submit JOB}: hands a job to a running cluster with that cluster's own client. */
@Command(
    name = "submit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    customSynopsis = "dbintel submit JOB [OPTIONS] [job options]",
    description = {
      "Submits a job to a running Flink cluster. Options that are not listed here go to the job;",
      "'dbintel submit JOB --job-help' lists them. --from and --to make a bounded backfill."
    })
final class SubmitCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final Set<String> JOBS = Set.of("statements", "export-otlp");

  @Spec private CommandSpec command;
  @Mixin private ClusterDirectory directory;

  @Parameters(index = "0", paramLabel = "JOB", description = "statements or export-otlp")
  private String job;

  @Option(
      names = "--parallelism",
      defaultValue = "1",
      paramLabel = "N",
      description = "Parallel subtasks; useful up to the partitions of a topic, 32 (default: 1).")
  private int parallelism;

  @Option(
      names = "--savepoint",
      paramLabel = "PATH",
      description = "Go on from this savepoint or checkpoint.")
  private String savepoint;

  @Option(names = "--dry-run", description = "Print what would run, and do not run it.")
  private boolean dryRun;

  @Option(names = "--job-help", description = "List the options of the job.")
  private boolean jobHelp;

  @Unmatched private List<String> jobOptions = new ArrayList<>();

  @Override
  public Integer call() throws Exception {
    check();
    if (jobHelp) {
      Jobs.main(new String[] {job, "--help"});
      return DONE;
    }
    PrintWriter out = command.commandLine().getOut();
    Path jar = BuildOutput.jobsJar();
    if (dryRun) {
      out.println(String.join(" ", flinkArguments(jar)));
      return DONE;
    }
    LocalCluster cluster = directory.running();
    String id =
        savepoint == null
            ? cluster.commandLine().submit(jar, parallelism, jobArguments())
            : cluster.commandLine().submitFrom(savepoint, jar, parallelism, jobArguments());
    out.printf("%s runs as job %s%n%s/#/job/running/%s%n", job, id, cluster.restUrl(), id);
    out.flush();
    return DONE;
  }

  private void check() {
    if (!JOBS.contains(job)) {
      throw wrong("Unknown job '%s': must be one of statements, export-otlp".formatted(job));
    }
    if (parallelism < 1) {
      throw wrong("Invalid value %d for --parallelism: must be at least 1".formatted(parallelism));
    }
  }

  private List<String> jobArguments() {
    List<String> arguments = new ArrayList<>(List.of(job));
    arguments.addAll(jobOptions);
    return arguments;
  }

  private List<String> flinkArguments(Path jar) {
    List<String> arguments = new ArrayList<>(List.of("flink", "run", "-d"));
    arguments.addAll(List.of("-p", Integer.toString(parallelism)));
    if (savepoint != null) {
      arguments.addAll(List.of("-s", savepoint));
    }
    arguments.add(jar.toString());
    arguments.addAll(jobArguments());
    return arguments;
  }

  private ParameterException wrong(String message) {
    return new ParameterException(command.commandLine(), message);
  }
}
