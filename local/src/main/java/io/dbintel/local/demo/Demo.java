package io.dbintel.local.demo;

import io.dbintel.local.cluster.ProcessMemory;
import io.dbintel.local.otlp.ReceiverCounts;
import io.dbintel.schemas.topic.Topic;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobStatus;

/**
 * The demo from start to verdict. Whatever happens, nothing that it started outlives it: no
 * process, no temporary folder.
 */
public final class Demo {
  /** System property with the name of the log file, if there is one. */
  private static final String LOG = "dbintel.log.file";

  private static final int DONE = 0;
  private static final int FAILED = 1;
  private static final int KILLED = 130;
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long MEBI = 1 << 20;

  private final DemoOptions options;
  private final Seams seams;
  private final PrintWriter out;
  private final Optional<TerminalSize> terminal;
  private final Closers closers = new Closers();
  private final StopRequest stop = new StopRequest(closers::refuse, this::endAtOnce);
  private final long started = System.nanoTime();

  Demo(DemoOptions options, Seams seams, PrintWriter out, Optional<TerminalSize> terminal) {
    this.options = options;
    this.seams = seams;
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * Runs the demo in this process, whose signals it takes.
   *
   * @param terminal size of the terminal to draw on; empty for plain lines
   * @return the exit status: 0 when everything is exactly right
   */
  public static int run(DemoOptions options, PrintWriter out, Optional<TerminalSize> terminal) {
    Demo demo = new Demo(options, Seams.none(), out, terminal);
    demo.stop.listen();
    Thread hook = new Thread(demo.closers::close, "demo-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      return demo.run().map(report -> report.ok() ? DONE : FAILED).orElse(FAILED);
    } catch (RuntimeException failure) {
      demo.say("the demo failed: " + failure.getMessage());
      Optional.ofNullable(System.getProperty(LOG))
          .ifPresent(file -> demo.say("what its parts said is in " + file));
      return FAILED;
    }
  }

  /** Empty when it was asked to end before everything ran. */
  Optional<DemoReport> run() {
    try (closers) {
      say("starting PostgreSQL %d, Kafka, Flink and the jobs".formatted(options.major()));
      Stack stack = Stack.start(options, seams, closers, this::say);
      addresses(stack).forEach(out::println);
      out.flush();
      long working = System.nanoTime();
      watch(stack);
      DemoReport report = finish(stack, working);
      say("stopping everything");
      return Optional.of(report);
    } catch (RuntimeException failure) {
      if (stop.requested()) {
        say("ended before there was anything to check");
        return Optional.empty();
      }
      throw failure;
    }
  }

  private void watch(Stack stack) {
    Display display =
        terminal
            .<Display>map(size -> new LiveScreen(out, stack, size))
            .orElseGet(() -> new PlainLines(out));
    closers.refuse();
    long begin = System.nanoTime();
    try (display;
        StatusReader status = new StatusReader(stack, options.interval())) {
      for (long turn = 1; !over(begin); turn++) {
        if (terminal.isPresent() || turn > 1) {
          display.show(status.read());
        }
        stop.await(min(display.period(), left(begin)));
      }
    }
  }

  private boolean over(long begin) {
    return stop.requested() || left(begin).isZero();
  }

  private Duration left(long begin) {
    Duration passed = Duration.ofNanos(System.nanoTime() - begin);
    return options
        .length()
        .map(length -> length.minus(passed))
        .map(rest -> rest.isNegative() ? Duration.ZERO : rest)
        .orElse(Duration.ofDays(1));
  }

  private DemoReport finish(Stack stack, long working) {
    double seconds = (System.nanoTime() - working) / 1e9;
    Verdict verdict = new Finish(stack, seams.arrival(), this::say).verdict();
    DemoReport report = report(stack, seconds, verdict);
    VerdictText.lines(verdict, report).forEach(out::println);
    out.flush();
    options.report().ifPresent(report::write);
    return report;
  }

  private static DemoReport report(Stack stack, double seconds, Verdict verdict) {
    ReceiverCounts otlp = stack.receiver().counts();
    List<DemoReport.Job> jobs = StatusReader.jobs(stack.pipeline());
    long deadLetters = stack.follower().deadLetters() + stack.follower().unreadable();
    boolean running =
        jobs.stream().allMatch(job -> job.state().equals(JobStatus.RUNNING.toString()));
    return new DemoReport(
        Math.round(seconds * 10) / 10.0,
        stack.database().version(),
        new DemoReport.Statements(
            verdict.keys(),
            stack.ingest().counters().rowsRead(),
            stack.follower().intervals().rows(),
            verdict.callsInPostgres(),
            verdict.callsExported(),
            verdict.mismatches(),
            verdict.flagged(),
            verdict.texts().events() - verdict.texts().missing().size()),
        new DemoReport.Otlp(
            otlp.requests(),
            otlp.acceptedPoints(),
            otlp.rejectedPoints(),
            otlp.requests() - otlp.answers2xx()),
        deadLetters,
        topics(stack.follower().counts()),
        stack.follower().counts().capabilities(),
        jobs,
        ProcessMemory.peakResidentBytes(ProcessHandle.current().pid()) / MEBI,
        verdict.ok() && running && deadLetters == 0 && verdict.silent().isEmpty());
  }

  private static Map<String, DemoReport.TopicReport> topics(TopicCounts counts) {
    Map<String, DemoReport.TopicReport> topics = new LinkedHashMap<>();
    for (Topic topic : Topic.all()) {
      TopicCounts.Count count = counts.of(topic);
      topics.put(
          topic.topicName(),
          new DemoReport.TopicReport(count.records(), count.bytes(), count.deadletters()));
    }
    return topics;
  }

  private static List<String> addresses(Stack stack) {
    return List.of(
        "  Flink       " + stack.flink().webUrl(),
        "  OTLP        " + stack.receiver().endpoint(),
        "  PostgreSQL  " + stack.database().server().jdbcUrl("shop"),
        "  Kafka       " + stack.kafka().bootstrapServers());
  }

  /** The user does not want to wait for the check, nor for a part that does not stop. */
  private void endAtOnce() {
    Thread closing = new Thread(closers::close, "demo-close");
    closing.setDaemon(true);
    Thread ending =
        new Thread(
            () -> {
              closing.start();
              try {
                closing.join(PATIENCE.toMillis());
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                Runtime.getRuntime().halt(KILLED);
              }
            },
            "demo-end");
    ending.start();
  }

  private synchronized void say(String message) {
    out.printf("%5.1f s  %s%n", (System.nanoTime() - started) / 1e9, message);
    out.flush();
  }

  private static Duration min(Duration left, Duration right) {
    return left.compareTo(right) < 0 ? left : right;
  }
}
