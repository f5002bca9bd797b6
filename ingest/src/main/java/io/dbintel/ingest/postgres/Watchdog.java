package io.dbintel.ingest.postgres;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * One timer for the deadlines of all connections. The statement_timeout of a server is of no use
 * when the server, or the network to it, no longer answers; this is.
 */
public final class Watchdog implements AutoCloseable {
  private final ScheduledThreadPoolExecutor timer;
  private final ExecutorService aborter;

  public Watchdog() {
    timer = new ScheduledThreadPoolExecutor(1, daemon("dbintel-watchdog"));
    timer.setRemoveOnCancelPolicy(true);
    aborter = Executors.newCachedThreadPool(daemon("dbintel-abort"));
  }

  /** Where connections are aborted: never on the timer, because TLS may block while it closes. */
  Executor aborter() {
    return aborter;
  }

  ScheduledFuture<?> after(long nanos, Runnable action) {
    return timer.schedule(action, nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    timer.shutdownNow();
    aborter.shutdown();
  }

  private static ThreadFactory daemon(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
