package io.dbintel.bench.scrub;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dbintel bench scrub}: speed of scrubbing beside its peers, in one run. */
@Command(
    name = "scrub",
    mixinStandardHelpOptions = true,
    description = "SQL against OpenTelemetry's sanitizer, free text against regular expressions.")
public final class ScrubBench implements Callable<Integer> {
  private static final String ALLOCATED = "gc.alloc.rate.norm";

  @Option(
      names = "--seconds",
      defaultValue = "2",
      description = "Length of one iteration, five of which are measured (default: 2).")
  private int seconds;

  @Option(
      names = "--only",
      defaultValue = "",
      description = "Part of the name of a benchmark to run alone: Sql, Text or Hostile.")
  private String only;

  @Override
  public Integer call() throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("io\\.dbintel\\.bench\\.scrub\\..*" + only + ".*Benchmark")
                    .forks(1)
                    .warmupIterations(3)
                    .warmupTime(TimeValue.seconds(seconds))
                    .measurementIterations(5)
                    .measurementTime(TimeValue.seconds(seconds))
                    .addProfiler(GCProfiler.class)
                    .verbosity(VerboseMode.SILENT)
                    .build())
            .run();
    Map<String, Double> nanos = new TreeMap<>();
    ObjectNode report = new ObjectMapper().createObjectNode();
    for (RunResult result : results) {
      record(result, nanos, report);
    }
    ratio(report, nanos, "SqlBenchmark.opentelemetry short", "SqlBenchmark.dbintel short");
    ratio(report, nanos, "SqlBenchmark.opentelemetry orm", "SqlBenchmark.dbintel orm");
    ratio(report, nanos, "TextBenchmark.regex", "TextBenchmark.dbintel");
    System.out.println(report);
    return 0;
  }

  private static void record(RunResult result, Map<String, Double> nanos, ObjectNode report) {
    String name = name(result);
    double time = result.getPrimaryResult().getScore();
    double allocated = result.getSecondaryResults().get(ALLOCATED).getScore();
    System.out.printf(Locale.ROOT, "%-52s %12.0f ns %10.0f B%n", name, time, allocated);
    nanos.put(name, time);
    report.put(name + " ns", Math.round(time));
    report.put(name + " bytes", Math.round(allocated));
  }

  /** Class and method, then the values of the parameters. */
  private static String name(RunResult result) {
    String benchmark = result.getParams().getBenchmark();
    StringBuilder name = new StringBuilder(benchmark.substring(benchmark.indexOf("scrub.") + 6));
    for (String key : result.getParams().getParamsKeys()) {
      name.append(' ').append(result.getParams().getParam(key).strip());
    }
    return name.toString();
  }

  private static void ratio(
      ObjectNode report, Map<String, Double> nanos, String peer, String ours) {
    if (nanos.containsKey(peer) && nanos.containsKey(ours)) {
      double ratio = nanos.get(peer) / nanos.get(ours);
      System.out.printf(Locale.ROOT, "%s takes %.1f times as long as %s%n", peer, ratio, ours);
      report.put(ours + " times faster", Math.round(ratio * 10) / 10.0);
    }
  }
}
