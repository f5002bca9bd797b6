package io.dbintel.local.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;

/** One line now and then, for logs and pipes. */
record PlainLines(PrintWriter out) implements Display {
  private static final Duration PERIOD = Duration.ofSeconds(10);

  @Override
  public Duration period() {
    return PERIOD;
  }

  @Override
  public void show(Status status) {
    out.println(line(status));
    out.flush();
  }

  @Override
  public void close() {}

  static String line(Status status) {
    String age =
        status.lastIntervalAge().isEmpty()
            ? "none yet"
            : format("last %.0f s ago", status.lastIntervalAge().getAsDouble());
    String checkpoints =
        status.jobs().stream()
            .map(job -> Long.toString(job.checkpoints()))
            .collect(Collectors.joining("/"));
    String top =
        status.top().isEmpty()
            ? ""
            : format(
                " · top: %s/%s %s %s %.1f calls/s %.3f s/s",
                status.top().get(0).database(),
                status.top().get(0).role(),
                status.top().get(0).queryid(),
                status.top().get(0).summary(),
                status.top().get(0).perSecond(),
                status.top().get(0).load());
    return format(
        "%4d s · %.0f tasks/s · %d polls, %,d rows · raw %,d records, lag %d · %,d intervals, %s"
            + " · OTLP %d requests, %,d points, %d rejected · checkpoints %s · dead letters %d%s",
        status.elapsed().toSeconds(),
        status.taskRate(),
        status.polls(),
        status.rowsRead(),
        status.raw().written(),
        status.raw().waiting(),
        status.intervals(),
        age,
        status.otlp().requests(),
        status.otlp().acceptedPoints(),
        status.otlp().rejectedPoints(),
        checkpoints,
        status.deadLetters(),
        top);
  }

  private static String format(String pattern, Object... values) {
    return String.format(Locale.ROOT, pattern, values);
  }
}
