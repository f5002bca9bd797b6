package io.dbintel.local.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Draws over the terminal's second screen, so that the lines before and after it stay as they were.
 */
final class LiveScreen implements Display {
  private static final Duration PERIOD = Duration.ofSeconds(2);
  private static final String ENTER = "\u001b[?1049h\u001b[?25l\u001b[2J";
  private static final String LEAVE = "\u001b[?25h\u001b[?1049l";
  private static final String HOME = "\u001b[H";
  private static final String END_OF_LINE = "\u001b[K\r\n";
  private static final String END_OF_SCREEN = "\u001b[J";
  private static final String BOLD = "\u001b[1m";
  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintWriter out;
  private final Stack stack;
  private final TerminalSize size;
  private boolean entered;
  private boolean left;

  LiveScreen(PrintWriter out, Stack stack, TerminalSize size) {
    this.out = out;
    this.stack = stack;
    this.size = size;
  }

  @Override
  public Duration period() {
    return PERIOD;
  }

  @Override
  public synchronized void show(Status status) {
    if (left) {
      return;
    }
    StringBuilder text = new StringBuilder(entered ? HOME : ENTER + HOME);
    entered = true;
    List<String> lines = lines(status);
    for (String line : lines.subList(0, Math.min(lines.size(), size.rows() - 1))) {
      text.append(cut(line)).append(END_OF_LINE);
    }
    out.print(text.append(END_OF_SCREEN));
    out.flush();
  }

  @Override
  public synchronized void close() {
    if (entered && !left) {
      out.print(LEAVE);
      out.flush();
    }
    left = true;
  }

  private List<String> lines(Status status) {
    List<String> lines = new ArrayList<>();
    lines.add(
        bold("dbintel demo")
            + format(
                "  PostgreSQL %s  %02d:%02d:%02d  Ctrl-C ends it with a check",
                stack.database().version(),
                status.elapsed().toHours(),
                status.elapsed().toMinutesPart(),
                status.elapsed().toSecondsPart()));
    lines.add(field("Flink", stack.flink().webUrl().toString()));
    lines.add(field("OTLP", stack.receiver().endpoint().toString()));
    lines.add(field("PostgreSQL", stack.database().server().jdbcUrl("shop")));
    lines.add(field("Kafka", stack.kafka().bootstrapServers()));
    lines.add("");
    lines.addAll(figures(status));
    lines.add("");
    lines.addAll(topics(status));
    lines.add("");
    lines.addAll(queries(status, size.rows() - lines.size() - 3));
    return lines;
  }

  private static List<String> figures(Status status) {
    String jobs = "";
    for (DemoReport.Job job : status.jobs()) {
      jobs += format("%s %s, %d checkpoints  ", job.name(), job.state(), job.checkpoints());
    }
    return List.of(
        field(
            "Rates",
            format(
                "%.0f shop tasks/s  %.0f interval rows/s  %.0f OTLP points/s",
                status.taskRate(), status.rowRate(), status.pointRate())),
        field(
            "Collector",
            format(
                "%d polls (%d failed)  %,d rows read",
                status.polls(), status.failedPolls(), status.rowsRead())),
        field(
            "Lag",
            format(
                "%d of %,d raw records wait for a checkpoint  last interval ended %s",
                status.raw().waiting(), status.raw().written(), ago(status.lastIntervalAge()))),
        field(
            "Export",
            format(
                "%,d intervals (%d flagged)  %,d requests  %,d points  %d rejected",
                status.intervals(),
                status.flagged(),
                status.otlp().requests(),
                status.otlp().acceptedPoints(),
                status.otlp().rejectedPoints())),
        field("Jobs", jobs + format("dead letters %d", status.deadLetters())));
  }

  /** Topics on which nothing went leave no line. */
  private static List<String> topics(Status status) {
    List<String> lines = new ArrayList<>();
    lines.add(
        bold(
            format(
                "%-30s %10s %14s %8s %12s", "topic", "records", "bytes", "lag", "dead letters")));
    for (Status.TopicLine topic : status.topics()) {
      if (topic.records() > 0) {
        lines.add(
            format(
                "%-30s %,10d %,14d %8s %12d",
                topic.name(),
                topic.records(),
                topic.bytes(),
                topic.lag() == null ? "-" : topic.lag(),
                topic.deadletters()));
      }
    }
    return lines;
  }

  private static List<String> queries(Status status, int room) {
    List<String> lines = new ArrayList<>();
    lines.add(
        bold(
            format(
                "%9s %9s %9s %10s  %-10s %-10s %20s  %s",
                "calls/s",
                "time s/s",
                "avg ms",
                "rows/s",
                "database",
                "role",
                "queryid",
                "summary")));
    for (TopQuery query :
        status.top().subList(0, Math.max(0, Math.min(room, status.top().size())))) {
      lines.add(
          format(
              "%9.2f %9.4f %9.3f %10.1f  %-10s %-10s %20s  %s",
              query.perSecond(),
              query.load(),
              query.meanMillis(),
              query.rowsPerSecond(),
              query.database(),
              query.role(),
              query.queryid(),
              query.summary()));
    }
    if (status.top().isEmpty()) {
      lines.add(DIM + "  the first interval ends with the second poll" + PLAIN);
    }
    return lines;
  }

  private static String ago(OptionalDouble seconds) {
    return seconds.isEmpty() ? "not yet" : format("%.0f s ago", seconds.getAsDouble());
  }

  private static String field(String name, String value) {
    return DIM + format("%-11s", name) + PLAIN + value;
  }

  private static String bold(String text) {
    return BOLD + text + PLAIN;
  }

  /** Colour codes take no room; a line that would wrap is cut. */
  private String cut(String line) {
    int shown = 0;
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) == '\u001b') {
        i = line.indexOf('m', i);
      } else if (++shown > size.columns()) {
        return line.substring(0, i) + PLAIN;
      }
    }
    return line;
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
