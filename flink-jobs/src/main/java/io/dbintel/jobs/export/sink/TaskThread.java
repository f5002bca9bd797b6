package io.dbintel.jobs.export.sink;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.operators.MailboxExecutor;

/**
 * Brings work back to the task's own thread, at once or after a delay. Flink's timers are not used:
 * they stop before the end of input has been flushed.
 */
final class TaskThread implements AutoCloseable {
  private final MailboxExecutor mailbox;
  private final ScheduledExecutorService timer;
  private volatile boolean closed;

  TaskThread(MailboxExecutor mailbox) {
    this.mailbox = mailbox;
    ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, TaskThread::daemon);
    executor.setRemoveOnCancelPolicy(true);
    this.timer = executor;
  }

  /** From any thread; does nothing once closed. */
  void execute(Runnable action) {
    if (closed) {
      return;
    }
    try {
      mailbox.execute(() -> runUnlessClosed(action), "OTLP sink");
    } catch (RejectedExecutionException ended) {
      // The task has ended; everything that matters is in its last checkpoint.
      closed = true;
    }
  }

  void after(Duration delay, Runnable action) {
    if (!closed) {
      var unused = timer.schedule(() -> execute(action), delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Runs other work of the task until some has been done. */
  void await() throws InterruptedException {
    mailbox.yield();
  }

  private void runUnlessClosed(Runnable action) {
    if (!closed) {
      action.run();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "otlp-timer");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public void close() {
    closed = true;
    timer.shutdownNow();
  }
}
