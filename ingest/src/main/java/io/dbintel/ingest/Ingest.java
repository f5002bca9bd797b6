package io.dbintel.ingest;

import io.dbintel.ingest.config.ConfigException;
import io.dbintel.ingest.config.ConfigLoader;
import io.dbintel.ingest.config.IngestConfig;
import io.dbintel.ingest.publish.PublishException;
import io.dbintel.ingest.runtime.DryRun;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command line of the collector. Exit status: 0 done, 1 failed, 2 wrong usage. */
@Command(
    name = "ingest",
    mixinStandardHelpOptions = true,
    description = "Collects from the configured PostgreSQL servers and publishes to Kafka.")
public final class Ingest implements Callable<Integer> {
  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int WRONG_USAGE = 2;
  private static final long LONGEST_STOP_SECONDS = 60;
  private static final String LOG_CONFIG = "log4j2.configurationFile";

  @Spec private CommandSpec spec;

  @Option(
      names = "--config",
      required = true,
      paramLabel = "FILE",
      description = "YAML file; docs/config.md lists its options.")
  private Path config;

  @Option(
      names = "--dry-run",
      description = "Poll each target once, print what would be published, and stop. No Kafka.")
  private boolean dryRun;

  public static void main(String[] arguments) {
    if (System.getProperty(LOG_CONFIG) == null) {
      System.setProperty(LOG_CONFIG, "classpath:log4j2-ingest.xml");
    }
    System.exit(new CommandLine(new Ingest()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    try {
      IngestConfig loaded = ConfigLoader.load(config);
      return dryRun ? dryRun(loaded) : collect(loaded);
    } catch (ConfigException wrong) {
      wrong.errors().forEach(error -> spec.commandLine().getErr().println(error));
      return WRONG_USAGE;
    } catch (PublishException unusable) {
      spec.commandLine().getErr().println(unusable.getMessage());
      return FAILED;
    }
  }

  private int dryRun(IngestConfig loaded) {
    PrintWriter out = spec.commandLine().getOut();
    return DryRun.run(loaded, out) ? DONE : FAILED;
  }

  private static int collect(IngestConfig loaded)
      throws ConfigException, PublishException, InterruptedException {
    CountDownLatch stop = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    try (Running running = Running.start(loaded)) {
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> stopAndWait(stop, stopped), "shutdown"));
      stop.await();
      running.sayStop();
    } finally {
      stopped.countDown();
    }
    return DONE;
  }

  /** Ends with 0 and not with the status of a signal, once everything is closed. */
  private static void stopAndWait(CountDownLatch stop, CountDownLatch stopped) {
    stop.countDown();
    try {
      boolean clean = stopped.await(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
      Runtime.getRuntime().halt(clean ? DONE : FAILED);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
