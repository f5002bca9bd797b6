package io.dbintel.ingest.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class PollMemoryTest {
  private static final long ALL = 10 << 20;

  private final AtomicLong nanos = new AtomicLong();
  private final ConcurrentLinkedQueue<Duration> waits = new ConcurrentLinkedQueue<>();
  private final PollMemory memory = new PollMemory(ALL, waits::add, nanos::get);

  @Test
  void aPollWaitsForMemoryAndSaysHowLong() throws Exception {
    PollMemory.Lease first = memory.take(ALL / 2, false);
    PollMemory.Lease second = memory.take(ALL / 2, false);
    CompletableFuture<PollMemory.Lease> third = taking(1 << 10, false);
    assertThat(third).isNotDone();

    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    second.close();
    third.get(10, TimeUnit.SECONDS).close();
    assertThat(waits).containsExactly(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(2));
    first.close();
  }

  @Test
  void oneThatWantsMoreThanThereIsGetsAllOfItInItsTurn() throws Exception {
    PollMemory.Lease small = memory.take(1 << 10, false);
    List<String> order = new CopyOnWriteArrayList<>();
    CompletableFuture<PollMemory.Lease> large = taking(100 * ALL, false, () -> order.add("large"));
    CompletableFuture<PollMemory.Lease> next = taking(1 << 10, false, () -> order.add("next"));
    assertThat(next).as("it does not overtake the large one").isNotDone();

    small.close();
    PollMemory.Lease all = large.get(10, TimeUnit.SECONDS);
    assertThat(next).isNotDone();
    all.close();
    next.get(10, TimeUnit.SECONDS).close();
    assertThat(order).containsExactly("large", "next");
  }

  @Test
  void aTargetThatHeldItsPartForLongIsInNobodysWayAnyMore() throws Exception {
    PollMemory.Lease quick = memory.take(ALL, false);
    nanos.addAndGet(PollMemory.LONG_HOLD.toNanos());
    assertThat(quick.close()).isFalse();
    PollMemory.Lease lasting = memory.take(ALL, false);
    nanos.addAndGet(PollMemory.LONG_HOLD.toNanos() + 1);
    assertThat(lasting.close()).isTrue();

    PollMemory.Lease slow = memory.take(ALL, true);
    CompletableFuture<PollMemory.Lease> alsoSlow = taking(1 << 10, true);
    assertThat(alsoSlow).isNotDone();
    taking(ALL, false).get(10, TimeUnit.SECONDS).close();
    assertThat(alsoSlow).isNotDone();
    slow.close();
    alsoSlow.get(10, TimeUnit.SECONDS).close();
  }

  private CompletableFuture<PollMemory.Lease> taking(long bytes, boolean slow) throws Exception {
    return taking(bytes, slow, () -> {});
  }

  /** Returns when the thread waits, or has got the memory. */
  private CompletableFuture<PollMemory.Lease> taking(long bytes, boolean slow, Runnable got)
      throws Exception {
    CompletableFuture<PollMemory.Lease> taken = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              PollMemory.Lease lease = memory.take(bytes, slow);
              got.run();
              taken.complete(lease);
            });
    thread.setDaemon(true);
    thread.start();
    await(() -> taken.isDone() || thread.getState() == Thread.State.WAITING);
    return taken;
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("A thread waits").isLessThan(deadline);
      Thread.onSpinWait();
    }
  }
}
