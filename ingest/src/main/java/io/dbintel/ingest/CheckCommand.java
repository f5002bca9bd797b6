package io.dbintel.ingest;

import io.dbintel.ingest.check.Check;
import io.dbintel.ingest.config.ConfigException;
import io.dbintel.ingest.config.ConfigLoader;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.runtime.Catalogues;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Says what the targets of a configuration have and lack. Exit status: 0 all can be collected from,
 * 1 some cannot be reached or used, 2 wrong usage or configuration.
 */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description =
        "Connects to each target, prints what it has, what it lacks and what mends it. Changes"
            + " nothing.")
public final class CheckCommand implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "YAML file; docs/config.md lists its options.")
  private Path config;

  @Option(names = "--json", description = "One JSON document rather than text.")
  private boolean json;

  @Option(
      names = "--instance",
      paramLabel = "NAME",
      description = "Only this target; may be given more than once.")
  private List<String> instances = new ArrayList<>();

  public static void main(String[] arguments) {
    Ingest.logToStderr();
    System.exit(new CommandLine(new CheckCommand()).execute(arguments));
  }

  @Override
  public Integer call() {
    try {
      List<TargetConfig> chosen = chosen(ConfigLoader.load(config).targets());
      return new Check(Catalogues.of(chosen)::strategies)
              .run(chosen, json, spec.commandLine().getOut())
          ? DONE
          : FAILED;
    } catch (ConfigException wrong) {
      wrong.errors().forEach(error -> spec.commandLine().getErr().println(error));
      return WRONG_USAGE;
    }
  }

  private List<TargetConfig> chosen(List<TargetConfig> targets) throws ConfigException {
    List<String> known = targets.stream().map(TargetConfig::instance).toList();
    List<String> errors = new ArrayList<>();
    for (String instance : instances) {
      if (!known.contains(instance)) {
        errors.add("--instance " + instance + ": must be one of " + String.join(", ", known));
      }
    }
    if (!errors.isEmpty()) {
      throw new ConfigException(errors);
    }
    return targets.stream()
        .filter(target -> instances.isEmpty() || instances.contains(target.instance()))
        .toList();
  }
}
