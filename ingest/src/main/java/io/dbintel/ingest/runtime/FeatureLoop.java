package io.dbintel.ingest.runtime;

import io.dbintel.ingest.breaker.Call;
import io.dbintel.ingest.breaker.Permit;
import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.Collector;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.RoundTrips;
import io.dbintel.schemas.envelope.Outcome;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one collector of one target at its interval, as far as its breaker lets it. A tick that
 * comes while a run is going is left out. Thread-safe.
 */
final class FeatureLoop {
  private static final Logger LOG = LoggerFactory.getLogger(FeatureLoop.class);

  /** An interval that has grown by less is left to the next tick. */
  private static final int INTERVAL_TOLERANCE = 100;

  private final TargetLink target;
  private final Collector collector;
  private final String feature;
  private final OutcomeLog log;
  private final ReentrantLock running = new ReentrantLock();
  private final AtomicBoolean queued = new AtomicBoolean();
  private volatile long intervalNanos;
  private volatile boolean catchingUp;
  private volatile LastRun last;
  private long lastTick;
  private boolean closed;

  /**
   * @param ranAt collector clock, µs
   */
  record LastRun(CollectResult result, long ranAt) {}

  FeatureLoop(TargetLink target, Collector collector) {
    this.target = target;
    this.collector = collector;
    this.feature = collector.feature();
    this.log = new OutcomeLog(target.instance(), feature);
    this.intervalNanos = collector.interval().toNanos();
  }

  String feature() {
    return feature;
  }

  /** Null before the first run. */
  LastRun last() {
    return last;
  }

  /**
   * Starts at a moment of the interval that depends on instance and feature alone.
   *
   * @param fleetStart in which all targets are to start: a short interval is as long for the start
   */
  void schedule(Duration fleetStart, ScheduledExecutorService ticker, Executor workers) {
    String name = target.instance() + "/" + feature;
    Duration interval = collector.interval();
    Duration within = interval.compareTo(fleetStart) < 0 ? fleetStart : interval;
    long first = System.nanoTime() + Jitter.of(name, within).toNanos();
    lastTick = first - intervalNanos;
    scheduleAt(first, ticker, workers);
  }

  /** A try of a breaker that does not wait for a tick. */
  void probe(Executor workers) {
    start(() -> run(false), workers);
  }

  /** A run now, on this thread, past the breaker; waits for one that is going. */
  <R> R collectNow(Supplier<R> then) {
    running.lock();
    try {
      if (closed) {
        throw new IllegalStateException("The service is closed");
      }
      collect();
      return then.get();
    } finally {
      running.unlock();
    }
  }

  /** Closes the connection, once a run that is going has come back. */
  void close() {
    running.lock();
    try {
      closed = true;
      collector.close();
    } finally {
      running.unlock();
    }
  }

  private void scheduleAt(long time, ScheduledExecutorService ticker, Executor workers) {
    var unused =
        ticker.schedule(
            () -> tick(time, ticker, workers), time - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private void tick(long time, ScheduledExecutorService ticker, Executor workers) {
    long interval = intervalNanos;
    try {
      if (lastTick + interval - time > interval / INTERVAL_TOLERANCE) {
        scheduleAt(lastTick + interval, ticker, workers);
        return;
      }
      long behind = Math.max(0, System.nanoTime() - time) / interval;
      lastTick = time + behind * interval;
      scheduleAt(lastTick + interval, ticker, workers);
      overrun(behind);
      if (!start(() -> run(true), workers)) {
        overrun(1);
      }
    } catch (RejectedExecutionException closing) {
      // The service no longer takes ticks.
    }
  }

  /** Ticks that come as fast as they can leave nothing out. */
  private void overrun(long ticks) {
    if (!catchingUp) {
      target.leftOut(feature, TargetLink.OVERRUN, ticks);
    }
  }

  private boolean start(Runnable run, Executor workers) {
    if (!queued.compareAndSet(false, true)) {
      return false;
    }
    try {
      workers.execute(run);
      return true;
    } catch (RejectedExecutionException busyOrClosing) {
      queued.set(false);
      return false;
    }
  }

  private void run(boolean tick) {
    running.lock();
    try {
      if (closed) {
        return;
      }
      Permit permit = target.breakers().ask(feature, target.nowMicros());
      if (permit.granted()) {
        collect();
      } else if (tick) {
        target.leftOut(feature, permit.reason(), 1);
        guarded(() -> collector.leaveOut(permit.reason()));
      }
    } finally {
      running.unlock();
      queued.set(false);
    }
  }

  private void collect() {
    RoundTrips.take();
    CollectResult result = guarded(collector::collect);
    RoundTrips.Spent spent = RoundTrips.take();
    long now = target.nowMicros();
    catchingUp = collector.catchingUp();
    intervalNanos = collector.interval().toNanos();
    if (result.idle()) {
      return;
    }
    boolean failed = result.outcome() == Outcome.FAILED;
    last = new LastRun(result, now);
    log.update(result);
    target
        .breakers()
        .record(feature, new Call(failed ? result.reason() : null, spent.longest()), now);
    target.ran(feature, result, spent);
  }

  /** A defect of a collector must not end its loop. */
  private CollectResult guarded(Supplier<CollectResult> work) {
    try {
      return work.get();
    } catch (RuntimeException defect) {
      // Its message may quote data of the server; where it happened is enough to find it.
      StackTraceElement[] trace = defect.getStackTrace();
      LOG.error(
          "target {}: {}: {} at {}",
          target.instance(),
          feature,
          defect.getClass().getName(),
          trace.length == 0 ? "an unknown place" : trace[0]);
      return new CollectResult(
          Outcome.FAILED,
          FailureCode.INTERNAL_ERROR,
          FailureCode.INTERNAL_ERROR.word(),
          "the collector has a defect",
          "report it, with the line of the log before this one",
          0,
          0,
          0,
          true,
          Duration.ZERO);
    }
  }
}
