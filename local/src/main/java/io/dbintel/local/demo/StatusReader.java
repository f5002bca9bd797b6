package io.dbintel.local.demo;

import io.dbintel.ingest.runtime.IngestCounters;
import io.dbintel.local.flink.FlinkJob;
import io.dbintel.local.otlp.ReceiverCounts;
import io.dbintel.schemas.topic.Topic;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Looks at all parts of the stack. Rates are over the last polling interval or so, because results
 * come once in each. Not thread-safe.
 */
final class StatusReader implements AutoCloseable {
  private final Stack stack;
  private final TopicLag lag;
  private final long started = System.nanoTime();
  private final Duration window;
  private final Deque<Sample> samples = new ArrayDeque<>();

  private record Sample(long nanos, long tasks, long rows, long points) {}

  /**
   * @param window over which rates are taken
   */
  StatusReader(Stack stack, Duration window) {
    this.stack = stack;
    this.window = window;
    this.lag = new TopicLag(stack.kafka().bootstrapServers());
    samples.add(sample());
  }

  Status read() {
    Sample now = sample();
    Sample before = firstWithin(now);
    double seconds = Math.max(1, now.nanos - before.nanos) / 1e9;
    IngestCounters ingest = stack.ingest().counters();
    ReceiverCounts otlp = stack.receiver().counts();
    IntervalSums intervals = stack.follower().intervals();
    return new Status(
        Duration.ofNanos(now.nanos - started),
        TopQuery.of(stack.receiver().latestLogs(), stack.follower().rawPolls()),
        (now.tasks - before.tasks) / seconds,
        (now.rows - before.rows) / seconds,
        (now.points - before.points) / seconds,
        ingest.polls(),
        ingest.failedPolls(),
        ingest.rowsRead(),
        intervals.rows(),
        intervals.flagged(),
        topics(),
        age(intervals.lastEnd()),
        otlp,
        jobs(stack.pipeline()),
        stack.follower().deadLetters());
  }

  private List<Status.TopicLine> topics() {
    Map<Topic, TopicLag.Offsets> lags = lag.read();
    List<Status.TopicLine> lines = new ArrayList<>();
    for (Topic topic : Topic.all()) {
      TopicCounts.Count count = stack.follower().counts().of(topic);
      TopicLag.Offsets offsets = lags.get(topic);
      lines.add(
          new Status.TopicLine(
              topic.topicName(),
              count.records(),
              count.bytes(),
              offsets == null ? null : (Long) offsets.waiting(),
              count.deadletters()));
    }
    return lines;
  }

  static List<DemoReport.Job> jobs(Pipeline pipeline) {
    List<DemoReport.Job> jobs = new ArrayList<>();
    for (FlinkJob job : pipeline.jobs()) {
      jobs.add(new DemoReport.Job(job.name(), job.state().toString(), job.completedCheckpoints()));
    }
    return jobs;
  }

  @Override
  public void close() {
    lag.close();
  }

  /** The youngest sample that is a window old, or the oldest there is. */
  private Sample firstWithin(Sample now) {
    samples.add(now);
    Sample first = samples.remove();
    while (!samples.isEmpty() && now.nanos - samples.element().nanos >= window.toNanos()) {
      first = samples.remove();
    }
    samples.addFirst(first);
    return first;
  }

  private Sample sample() {
    return new Sample(
        System.nanoTime(),
        stack.workload().tasks(),
        stack.follower().intervals().rows(),
        stack.receiver().counts().acceptedPoints());
  }

  /** The server's clock is this machine's. */
  private static OptionalDouble age(long micros) {
    return micros == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(Math.max(0, System.currentTimeMillis() / 1e3 - micros / 1e6));
  }
}
