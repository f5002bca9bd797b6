package io.dbintel.ingest.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.breaker.BreakerPolicy;
import io.dbintel.ingest.breaker.TargetBreakers;
import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.postgres.RoundTrips;
import io.dbintel.ingest.testing.FakeCollector;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Delayed;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeatureLoopTest {
  private final ScheduledExecutorService ticker = Executors.newScheduledThreadPool(1);
  private final ExecutorService workers = Executors.newCachedThreadPool();
  private final AtomicLong leftOut = new AtomicLong();
  private final FakeCollector logs = new FakeCollector("logs", Duration.ofMillis(5));
  private final FeatureLoop loop = new FeatureLoop(new Target(), logs);

  @AfterEach
  void stop() {
    ticker.shutdownNow();
    loop.close();
    workers.shutdownNow();
  }

  @Test
  void ticksDuringARunAreLeftOutButNotThoseOfACollectorThatCatchesUp() {
    logs.catchingUp.set(true);
    loop.schedule(Duration.ZERO, ticker, workers);
    await(() -> logs.runs.get() > 2);
    long before = leftOut.get();
    CountDownLatch hanging = logs.hang();
    int runs = logs.runs.get();
    await(() -> logs.runs.get() > runs);
    long hung = System.nanoTime();
    await(() -> System.nanoTime() - hung > Duration.ofMillis(200).toNanos());
    assertThat(leftOut).hasValue(before);

    logs.catchingUp.set(false);
    hanging.countDown();
    int caughtUp = logs.runs.get();
    await(() -> logs.runs.get() > caughtUp + 1);
    CountDownLatch again = logs.hang();
    await(() -> leftOut.get() > before + 5);
    again.countDown();
  }

  @Test
  void aShortIntervalStartsAnywhereInTheStartOfTheFleet() {
    ScheduledThreadPoolExecutor never = new ScheduledThreadPoolExecutor(0);
    Duration start = Duration.ofHours(1);
    loop.schedule(start, never, workers);
    Delayed first = (Delayed) never.getQueue().peek();
    long expected = Jitter.of("a/logs", start).toSeconds();
    assertThat(expected).as("later than the interval").isGreaterThan(10);
    assertThat(first.getDelay(TimeUnit.SECONDS)).isBetween(expected - 10, expected);
    never.shutdownNow();
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("A condition").isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  private final class Target implements TargetLink {
    private final TargetBreakers breakers =
        new TargetBreakers(
            List.of("logs"), Set.of(), BreakerPolicy.DEFAULT, 0, (feature, before, after) -> {});

    @Override
    public String instance() {
      return "a";
    }

    @Override
    public long nowMicros() {
      return System.nanoTime() / 1_000;
    }

    @Override
    public TargetBreakers breakers() {
      return breakers;
    }

    @Override
    public void ran(String feature, CollectResult result, RoundTrips.Spent spent) {}

    @Override
    public void leftOut(String feature, String reason, long ticks) {
      leftOut.addAndGet(ticks);
    }
  }
}
