package io.dbintel.local.it;

import io.dbintel.local.Await;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Runs log collectors all the time. */
final class Following implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final AtomicBoolean stopping = new AtomicBoolean();
  private final AtomicReference<RuntimeException> failure = new AtomicReference<>();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();

  Following(List<LogFollower> followers) {
    thread.execute(
        () -> {
          try {
            while (!stopping.get()) {
              followers.forEach(LogFollower::collect);
            }
          } catch (RuntimeException broken) {
            failure.set(broken);
            throw broken;
          }
        });
  }

  boolean goesOn() {
    return failure.get() == null;
  }

  @Override
  public void close() {
    stopping.set(true);
    thread.shutdown();
    Await.orFail(DEADLINE, thread::isTerminated, () -> "the collectors go on");
  }
}
