package io.dbintel.ingest.telemetry;

import static io.dbintel.ingest.telemetry.IngestMetric.BREAKER_STATE;
import static io.dbintel.ingest.telemetry.IngestMetric.HEARTBEATS;
import static io.dbintel.ingest.telemetry.IngestMetric.POLL_WAIT;
import static io.dbintel.ingest.telemetry.IngestMetric.PUSH_REJECTED;
import static io.dbintel.ingest.telemetry.IngestMetric.PUSH_REQUESTS;
import static io.dbintel.ingest.telemetry.IngestMetric.RUNS;
import static io.dbintel.ingest.telemetry.IngestMetric.RUN_DURATION;
import static io.dbintel.ingest.telemetry.IngestMetric.SERVER_TIME;
import static io.dbintel.ingest.telemetry.IngestMetric.TARGETS;
import static io.dbintel.ingest.telemetry.IngestMetric.TICKS_LEFT_OUT;

import io.dbintel.ingest.publish.RecordPublisher;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.metrics.ObservableLongMeasurement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What each stage tells. Thread-safe. */
public final class IngestTelemetry implements AutoCloseable {
  private static final AttributeKey<String> INSTANCE = AttributeKey.stringKey("instance");
  private static final AttributeKey<String> FEATURE = AttributeKey.stringKey("feature");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("outcome");
  private static final AttributeKey<String> REASON = AttributeKey.stringKey("reason");
  private static final AttributeKey<String> STATE = AttributeKey.stringKey("state");

  /** Of metrics that a breaker's state stands in, by the word of the state. */
  private static final List<String> BREAKER_STATES =
      List.of("closed", "half_open", "open", "disabled", "forced_open");

  private final Instruments instruments;
  private final Runnable onClose;
  private final List<AutoCloseable> observed = new ArrayList<>();
  private final LongCounter runs;
  private final DoubleHistogram runDuration;
  private final DoubleHistogram pollWait;
  private final DoubleCounter serverTime;
  private final LongCounter leftOut;
  private final LongCounter heartbeats;

  /** A target for the gauges: its state, and the states of its breakers by feature. */
  public record TargetView(String instance, String state, Map<String, String> breakers) {}

  /** The log of a target: the value of each metric whose name begins with LOG_. */
  public record LogView(String instance, Map<IngestMetric, Long> values) {}

  IngestTelemetry(Meter meter, Runnable onClose) {
    this.instruments = new Instruments(meter);
    this.onClose = onClose;
    this.runs = instruments.counter(RUNS);
    this.runDuration = instruments.histogram(RUN_DURATION);
    this.pollWait = instruments.histogram(POLL_WAIT);
    this.serverTime = instruments.seconds(SERVER_TIME);
    this.leftOut = instruments.counter(TICKS_LEFT_OUT);
    this.heartbeats = instruments.counter(HEARTBEATS);
  }

  /** Counts for nobody. */
  public static IngestTelemetry none() {
    return new IngestTelemetry(MeterProvider.noop().get("dbintel.ingest"), () -> {});
  }

  /**
   * A run has ended.
   *
   * @param reason as published; null when ok
   * @param server time inside round trips
   */
  public void ran(
      String instance,
      String feature,
      String outcome,
      String reason,
      Duration took,
      Duration server) {
    Attributes ofFeature = Attributes.of(FEATURE, feature);
    runs.add(1, ofFeature.toBuilder().put(OUTCOME, outcome).put(REASON, word(reason)).build());
    runDuration.record(seconds(took), ofFeature);
    if (!server.isZero()) {
      serverTime.add(seconds(server), Attributes.of(INSTANCE, instance, FEATURE, feature));
    }
  }

  /** A poll of statements has got its memory. */
  public void pollWaited(Duration time) {
    pollWait.record(seconds(time));
  }

  public void leftOut(String feature, String reason, long ticks) {
    leftOut.add(ticks, Attributes.of(FEATURE, feature, REASON, reason));
  }

  public void heartbeat() {
    heartbeats.add(1);
  }

  /** Reads the counters of the way out at each export. */
  public synchronized void observe(RecordPublisher publisher, Clock clock) {
    observed.addAll(PublisherMetrics.of(instruments, publisher, clock));
  }

  /** Reads the states of the targets at each export. */
  public synchronized void observeTargets(Supplier<List<TargetView>> targets) {
    observed.add(
        instruments.gauge(
            TARGETS,
            gauge -> {
              for (String state : List.of("unknown", "up", "degraded", "down")) {
                long count =
                    targets.get().stream().filter(each -> each.state().equals(state)).count();
                gauge.record(count, Attributes.of(STATE, state));
              }
            }));
    observed.add(
        instruments.gauge(
            BREAKER_STATE,
            gauge ->
                targets
                    .get()
                    .forEach(
                        target ->
                            target
                                .breakers()
                                .forEach(
                                    (feature, state) ->
                                        gauge.record(
                                            BREAKER_STATES.indexOf(state),
                                            Attributes.of(
                                                INSTANCE, target.instance(), FEATURE, feature))))));
  }

  /** Reads the counters of the logs at each export. */
  public synchronized void observeLogs(Supplier<List<LogView>> logs) {
    for (IngestMetric metric : IngestMetric.values()) {
      if (metric.name().startsWith("LOG_")) {
        Consumer<ObservableLongMeasurement> read =
            values -> logs.get().forEach(log -> record(values, metric, log));
        observed.add(
            metric.kind() == IngestMetric.Kind.GAUGE
                ? instruments.gauge(metric, read)
                : instruments.observedCounter(metric, read));
      }
    }
  }

  /** Reads the counters of the receiver of pushed logs at each export. */
  public synchronized void observePushes(LongSupplier requests, LongSupplier rejected) {
    observed.add(
        instruments.observedCounter(PUSH_REQUESTS, sum -> sum.record(requests.getAsLong())));
    observed.add(
        instruments.observedCounter(PUSH_REJECTED, sum -> sum.record(rejected.getAsLong())));
  }

  /** Exports a last time, within a bound. */
  @Override
  public void close() {
    onClose.run();
  }

  private static void record(ObservableLongMeasurement values, IngestMetric metric, LogView log) {
    Long value = log.values().get(metric);
    if (value != null) {
      values.record(value, Attributes.of(INSTANCE, log.instance()));
    }
  }

  private static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }

  /** Of the reasons that carry an SQLSTATE only the word, to bound the number of series. */
  private static String word(String reason) {
    if (reason == null) {
      return "";
    }
    int colon = reason.indexOf(':');
    return colon < 0 ? reason : reason.substring(0, colon);
  }
}
