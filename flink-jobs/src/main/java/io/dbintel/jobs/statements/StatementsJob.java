package io.dbintel.jobs.statements;

import io.dbintel.jobs.kafka.KafkaArguments;
import io.dbintel.jobs.runtime.JobArguments;
import io.dbintel.jobs.runtime.JobEnvironment;
import io.dbintel.jobs.runtime.JobMain;
import io.dbintel.jobs.runtime.JobSettings;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code statements}: polls of pg_stat_statements to exact deltas, metrics and events. */
@Command(
    name = "statements",
    mixinStandardHelpOptions = true,
    description = "Polls of pg_stat_statements to exact deltas, metrics and top-query events.")
public final class StatementsJob implements JobMain {
  private static final int MAX_TOP = 10_000;

  @Spec private CommandSpec command;
  @Mixin private KafkaArguments kafka;
  @Mixin private JobArguments job;

  @Option(
      names = "--top",
      defaultValue = "100",
      paramLabel = "N",
      description =
          "Queries kept of each ranking, by time and by calls (default: ${DEFAULT-VALUE}).")
  private int top;

  @Override
  public void execute() throws Exception {
    if (top < 1 || top > MAX_TOP) {
      throw new ParameterException(
          command.commandLine(), "Invalid value " + top + " for --top: must be 1 to " + MAX_TOP);
    }
    JobSettings settings = job.toSettings("statements");
    StreamExecutionEnvironment env = JobEnvironment.create(settings);
    StatementsTopology.build(env, kafka.toOptions("dbintel-statements"), top);
    env.execute(settings.name());
  }
}
