package io.dbintel.bench;

import io.dbintel.bench.ingest.IngestBench;
import io.dbintel.bench.scrub.ScrubBench;
import io.dbintel.bench.statements.StatementsBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code dbintel bench NAME}. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    description = "Benchmarks: figures as ratios to a limit of the same run, a JSON line last.",
    subcommands = {StatementsBench.class, ScrubBench.class, IngestBench.class})
public final class Bench {
  private Bench() {}

  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }
}
