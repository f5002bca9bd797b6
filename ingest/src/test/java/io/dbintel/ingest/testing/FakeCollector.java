package io.dbintel.ingest.testing;

import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.Collector;
import io.dbintel.ingest.collect.Outbox;
import io.dbintel.schemas.envelope.Outcome;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Counts its runs, and ends them as it is told. */
public final class FakeCollector implements Collector {
  public final AtomicInteger runs = new AtomicInteger();
  public final AtomicInteger leftOut = new AtomicInteger();
  public final AtomicReference<String> lastLeftOut = new AtomicReference<>();

  /** Reason with which runs fail; null when they do not. */
  public final AtomicReference<String> failure = new AtomicReference<>();

  public final AtomicReference<Duration> interval;

  /** Whether runs ask nothing. */
  public final AtomicBoolean idle = new AtomicBoolean();

  public final AtomicBoolean catchingUp = new AtomicBoolean();

  private static final Duration LONGEST_HANG = Duration.ofSeconds(20);

  private final String feature;
  private volatile CountDownLatch hanging = new CountDownLatch(0);

  public FakeCollector(String feature, Duration interval) {
    this.feature = feature;
    this.interval = new AtomicReference<>(interval);
  }

  /** From now on runs do not end until this is counted down. */
  public CountDownLatch hang() {
    hanging = new CountDownLatch(1);
    return hanging;
  }

  @Override
  public String feature() {
    return feature;
  }

  @Override
  public Duration interval() {
    return interval.get();
  }

  @Override
  public CollectResult collect() {
    runs.incrementAndGet();
    try {
      if (!hanging.await(LONGEST_HANG.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("Nobody has ended this run");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    CollectResult result = result(failure.get());
    return idle.get() ? result.asIdle() : result;
  }

  @Override
  public CollectResult leaveOut(String reason) {
    leftOut.incrementAndGet();
    lastLeftOut.set(reason);
    return CollectResult.leftOut(reason, outbox());
  }

  @Override
  public boolean catchingUp() {
    return catchingUp.get();
  }

  @Override
  public void close() {}

  private static CollectResult result(String reason) {
    return reason == null
        ? CollectResult.ok(1, outbox(), Duration.ZERO)
        : new CollectResult(
            Outcome.FAILED, null, reason, "it is told to", "none", 0, 0, 0, true, Duration.ZERO);
  }

  private static Outbox outbox() {
    return new Outbox(new FakePublisher(), "a", 0);
  }
}
