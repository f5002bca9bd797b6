package io.dbintel.local.demo;

import io.dbintel.ingest.statements.PollSummary;
import io.dbintel.local.Await;
import io.dbintel.local.kafka.KafkaClients;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.topic.Topic;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Brings the demo to rest, so that what has come through can be compared with the view. */
final class Finish {
  /** What the collector sends of a server on which something happens. */
  private static final List<Topic> SIGNALS =
      List.of(
          Topic.RAW_STATEMENTS,
          Topic.RAW_QUERY_TEXTS,
          Topic.RAW_SESSIONS,
          Topic.RAW_PLANS,
          Topic.RAW_LOGS,
          Topic.RAW_METRICS,
          Topic.CAPABILITIES,
          Topic.HEARTBEATS);

  private final Stack stack;
  private final Duration arrival;
  private final Consumer<String> progress;

  /**
   * @param arrival how long the last poll may take to come through
   */
  Finish(Stack stack, Duration arrival, Consumer<String> progress) {
    this.stack = stack;
    this.arrival = arrival;
    this.progress = progress;
  }

  /**
   * Stops the workload, polls once more, waits for that poll to come through, and compares. What
   * has not come through in time is missing from the sums, and the verdict says so.
   */
  Verdict verdict() {
    progress.accept("stopping the workload and waiting for running statements");
    stack.workload().stop();
    progress.accept("taking the last poll");
    PollSummary last = stack.ingest().pollNow(Stack.INSTANCE);
    if (last.outcome() != Outcome.OK) {
      progress.accept("the last poll is %s: %s".formatted(last.outcome(), last.message()));
    }
    stack.ingest().close();
    stack.publisher().close();
    if (!awaitArrival()) {
      progress.accept("after %d s not all of it has come".formatted(arrival.toSeconds()));
    }
    progress.accept("comparing with pg_stat_statements");
    return new Verification(
            stack.database().serviceInstance(),
            stack.follower().rawPolls(),
            stack.follower().intervals(),
            stack.database().view(),
            stack.receiver().totals(series -> true),
            stack.follower().texts().check(stack.receiver().latestLogs()))
        .verdict()
        .withSilent(silent());
  }

  private List<Topic> silent() {
    return SIGNALS.stream()
        .filter(topic -> stack.follower().counts().of(topic).records() == 0)
        .toList();
  }

  private boolean awaitArrival() {
    progress.accept("waiting for its intervals and metrics");
    boolean polled = Await.within(arrival, () -> hasRead(Topic.RAW_STATEMENTS));
    boolean exported =
        Await.within(
            arrival, () -> stack.exported().arrived(stack.follower().rawPolls().lastTime()));
    // A checkpoint makes the job hand all its output to Kafka.
    boolean flushed = checkpoint();
    boolean read = Await.within(arrival, () -> hasRead(Topic.STATEMENT_INTERVALS));
    boolean letters = Await.within(arrival, () -> hasRead(Topic.DEADLETTER));
    return polled && exported && flushed && read && letters;
  }

  private boolean hasRead(Topic topic) {
    KafkaClients clients = stack.kafka().clients();
    return stack.follower().position(topic) >= clients.endOffset(topic.topicName());
  }

  private boolean checkpoint() {
    try {
      stack.pipeline().statements().checkpoint();
      return true;
    } catch (IllegalStateException failure) {
      progress.accept(failure.getMessage());
      return false;
    }
  }
}
