package io.dbintel.jobs.export.sink;

import io.dbintel.jobs.export.encode.OtlpEntry;
import io.dbintel.jobs.export.encode.OtlpSplitter;
import io.dbintel.jobs.export.encode.Signal;
import io.dbintel.jobs.export.http.OtlpClient;
import io.dbintel.jobs.export.http.Outcome;
import io.dbintel.schemas.deadletter.DeadLetter;
import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.envelope.Envelope;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the lanes of one subtask share: the client, the clock, the counters, the dead letters, and
 * whether the destination ever accepted anything. Runs on the task's own thread only.
 */
final class Delivery {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final String STAGE = "export-otlp";

  private final SinkOptions options;
  private final OtlpClient client;
  private final TaskThread task;
  private final SinkMetrics metrics;
  private final DeadLetterBox deadLetters;
  private final Random jitter;
  private final Set<Signal> accepted = EnumSet.noneOf(Signal.class);
  private final ThrottledLog held = new ThrottledLog(LOG, Duration.ofSeconds(10));
  private final ThrottledLog refused = new ThrottledLog(LOG, Duration.ofSeconds(10));

  Delivery(
      SinkOptions options,
      OtlpClient client,
      TaskThread task,
      SinkMetrics metrics,
      DeadLetterBox deadLetters,
      long seed) {
    this.options = options;
    this.client = client;
    this.task = task;
    this.metrics = metrics;
    this.deadLetters = deadLetters;
    this.jitter = new Random(seed);
  }

  SinkOptions options() {
    return options;
  }

  /** Signals the destination has accepted something of, in this run or before it was restored. */
  Set<Signal> accepted() {
    return accepted;
  }

  void after(Duration delay, Runnable action) {
    task.after(delay, action);
  }

  void send(Signal signal, List<OtlpEntry> request, BiConsumer<List<OtlpEntry>, Outcome> answered) {
    metrics.requestSent();
    var unused =
        client
            .send(signal, request)
            .whenComplete(
                (outcome, failure) ->
                    task.execute(
                        () -> {
                          metrics.requestEnded();
                          if (failure != null) {
                            throw new IllegalStateException("Cannot build a request", failure);
                          }
                          answered.accept(request, outcome);
                        }));
  }

  void accepted(Signal signal, List<OtlpEntry> request, Outcome outcome) {
    accepted.add(signal);
    long rejected = Math.min(outcome.rejected(), OtlpEntry.items(request));
    metrics.accepted(OtlpEntry.items(request) - rejected, rejected);
    if (outcome.kind() == Outcome.Kind.PARTIALLY_REJECTED) {
      refused.warn(
          "%s accepted a request but dropped %d %ss: %s"
              .formatted(url(signal), rejected, signal.item(), outcome.detail()));
    }
  }

  /** How long the lane must wait before it sends the same request again. */
  Duration hold(Signal signal, List<OtlpEntry> request, Outcome outcome, int failures) {
    metrics.retried();
    Duration delay = options.backoff().delay(failures, outcome.atLeast(), jitter);
    String message =
        "%s does not take data: %s. Holding %d %ss of this lane, next attempt (%d) in %d ms"
            .formatted(
                url(signal),
                outcome.detail(),
                OtlpEntry.items(request),
                signal.item(),
                failures + 1,
                delay.toMillis());
    if (outcome.kind() == Outcome.Kind.MISCONFIGURED) {
      held.error(message + ". Check --endpoint and --header");
    } else {
      held.warn(message);
    }
    return delay;
  }

  /** A URL or key that never worked is a mistake of configuration, which restarts cannot mend. */
  void failIfNeverAccepted(Signal signal, Outcome outcome) {
    if (!accepted.contains(signal)) {
      throw new SuppressRestartsException(
          new IllegalArgumentException(
              url(signal)
                  + " answered "
                  + outcome.detail()
                  + " and has never accepted anything: check --endpoint (a base URL, "
                  + signal.path()
                  + " is added), --header (the key) and --signals"));
    }
  }

  /** Gives up on an entry: the destination would refuse it again. */
  void refuse(OtlpEntry entry, Outcome outcome) {
    metrics.deadLettered();
    DeadLetter letter = deadLetter(entry, outcome);
    deadLetters.add(letter);
    refused.error(
        "%s refuses %s: %s".formatted(url(entry.signal()), letter.message(), outcome.detail()));
  }

  private static DeadLetter deadLetter(OtlpEntry entry, Outcome outcome) {
    int last = entry.firstItem() + entry.items() - 1;
    String range = entry.items() == 1 ? "" : "-" + last;
    String what =
        entry.items() == 1
            ? entry.signal().item()
                + " "
                + entry.firstItem()
                + " ("
                + OtlpSplitter.name(entry)
                + ")"
            : entry.signal().item() + "s " + entry.firstItem() + " to " + last;
    return new DeadLetter(
        Envelope.SCHEMA_VERSION,
        "%s:%d:%d:%d%s"
            .formatted(entry.topic(), entry.partition(), entry.offset(), entry.firstItem(), range),
        entry.instance(),
        entry.topic(),
        entry.partition(),
        entry.offset(),
        STAGE,
        Reason.DESTINATION_REJECTED,
        what + ": " + outcome.status());
  }

  private String url(Signal signal) {
    return options.endpoint().url(signal).toString();
  }
}
