package io.dbintel.ingest.runtime;

import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.statements.PollSummary;
import io.dbintel.ingest.statements.StatementsPoller;
import io.dbintel.schemas.statements.RowKeys;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Polls one target at its interval. A tick that comes while a poll runs is left out. */
final class TargetLoop {
  private final String instance;
  private final long intervalNanos;
  private final StatementsPoller poller;
  private final TargetState state;
  private final Consumer<PollSummary> done;
  private final ReentrantLock polling = new ReentrantLock();
  private final AtomicBoolean queued = new AtomicBoolean();
  private long ticksToSkip;
  private boolean closed;

  TargetLoop(TargetConfig target, StatementsPoller poller, Consumer<PollSummary> done) {
    this.instance = target.instance();
    this.intervalNanos = target.statements().interval().toNanos();
    this.poller = poller;
    this.state = new TargetState(instance, target.user(), target.statements().interval());
    this.done = done;
  }

  /** Starts at a moment of the interval that depends on the instance alone. */
  void schedule(ScheduledExecutorService ticker, Executor workers) {
    long first = System.nanoTime() + jitter(instance, Duration.ofNanos(intervalNanos)).toNanos();
    scheduleAt(first, ticker, workers);
  }

  /** A poll now; waits for one that runs. */
  PollSummary poll() {
    polling.lock();
    try {
      if (closed) {
        throw new IllegalStateException("The service is closed");
      }
      PollSummary summary = poller.poll();
      state.update(summary);
      ticksToSkip = state.ticksToSkip();
      done.accept(summary);
      return summary;
    } finally {
      polling.unlock();
    }
  }

  /** Closes the connection, once a running poll has come back. */
  void close() {
    polling.lock();
    try {
      closed = true;
      poller.close();
    } finally {
      polling.unlock();
    }
  }

  /** Spreads instances evenly over their interval. */
  static Duration jitter(String instance, Duration interval) {
    long hash = RowKeys.hash(instance.hashCode(), instance.length(), true, interval.toNanos());
    return Duration.ofNanos(Math.floorMod(hash, interval.toNanos()));
  }

  private void scheduleAt(long time, ScheduledExecutorService ticker, Executor workers) {
    var unused =
        ticker.schedule(
            () -> tick(time, ticker, workers), time - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private void tick(long time, ScheduledExecutorService ticker, Executor workers) {
    long behind = Math.max(0, System.nanoTime() - time) / intervalNanos;
    try {
      scheduleAt(time + (behind + 1) * intervalNanos, ticker, workers);
      if (queued.compareAndSet(false, true)) {
        workers.execute(this::scheduledPoll);
      }
    } catch (RejectedExecutionException closing) {
      queued.set(false);
    }
  }

  private void scheduledPoll() {
    polling.lock();
    try {
      if (closed) {
        return;
      }
      if (ticksToSkip > 0) {
        ticksToSkip--;
      } else {
        poll();
      }
    } finally {
      polling.unlock();
      queued.set(false);
    }
  }
}
