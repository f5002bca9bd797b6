package io.dbintel.ingest.runtime;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of a service; none keeps the process alive. */
final class Threads {
  private static final Logger LOG = LoggerFactory.getLogger(Threads.class);
  private static final long IDLE_SECONDS = 20;

  /** A thread that has just ended its run may not have come back for the next one yet. */
  private static final int SPARE = 8;

  private Threads() {}

  static ScheduledThreadPoolExecutor ticker() {
    return new ScheduledThreadPoolExecutor(1, daemon("dbintel-ticker"));
  }

  /** Two, so that heartbeats that wait for Kafka hold nothing else up. */
  static ScheduledThreadPoolExecutor keeper() {
    return new ScheduledThreadPoolExecutor(2, daemon("dbintel-keeper"));
  }

  /** A thread for each run that is going; more than the given number never are. */
  static ThreadPoolExecutor workers(int most) {
    return new ThreadPoolExecutor(
        0,
        most + SPARE,
        IDLE_SECONDS,
        TimeUnit.SECONDS,
        new SynchronousQueue<>(),
        daemon("dbintel-collect"));
  }

  /** A defect in periodic work is said, and does not end it. */
  static Runnable surviving(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException defect) {
        LOG.error("Periodic work failed", defect);
      }
    };
  }

  private static ThreadFactory daemon(String name) {
    return work -> {
      Thread thread = new Thread(work, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
