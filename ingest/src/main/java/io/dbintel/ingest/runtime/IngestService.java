package io.dbintel.ingest.runtime;

import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.config.IngestConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.Micros;
import io.dbintel.ingest.postgres.Watchdog;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.ingest.statements.PollSummary;
import io.dbintel.ingest.statements.StatementsPoller;
import io.dbintel.schemas.envelope.Outcome;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * Polls all targets. Each has a thread of its own, up to {@value #MAX_THREADS}, so that one that
 * hangs delays no other; beyond that targets share threads, which their deadlines free again.
 * Thread-safe.
 */
public final class IngestService implements AutoCloseable {
  static final int MAX_THREADS = 256;

  /** Makes runs that start within the same microsecond differ. */
  private static final AtomicLong LAST_START = new AtomicLong();

  private final Watchdog watchdog = new Watchdog();
  private final Map<String, TargetLoop> loops = new LinkedHashMap<>();
  private final ScheduledThreadPoolExecutor ticker;
  private final ExecutorService workers;
  private final RecordPublisher publisher;
  private final LongAdder polls = new LongAdder();
  private final LongAdder failedPolls = new LongAdder();
  private final LongAdder rowsRead = new LongAdder();

  private IngestService(IngestConfig config, RecordPublisher publisher) {
    this.publisher = publisher;
    this.ticker = new ScheduledThreadPoolExecutor(1, daemon("dbintel-ticker"));
    this.workers = workers(Math.max(1, Math.min(MAX_THREADS, config.targets().size())));
    CollectorRun run = new CollectorRun(config.collectorId(), startMicros(), Clock.systemUTC());
    for (TargetConfig target : config.targets()) {
      StatementsPoller poller = new StatementsPoller(run, target, watchdog, publisher);
      loops.put(target.instance(), new TargetLoop(target, poller, this::count));
    }
  }

  /** Polls each target at its interval until {@link #close}. The publisher stays the caller's. */
  public static IngestService start(IngestConfig config, RecordPublisher publisher) {
    IngestService service = manual(config, publisher);
    service.loops.values().forEach(loop -> loop.schedule(service.ticker, service.workers));
    return service;
  }

  /** Polls only when asked by {@link #pollNow}. */
  public static IngestService manual(IngestConfig config, RecordPublisher publisher) {
    return new IngestService(config, publisher);
  }

  /**
   * Polls a target on the calling thread, after a poll of it that may be running. Comes back within
   * the target's deadlines; a failed poll is a summary as well.
   *
   * @throws IllegalArgumentException when there is no such target
   */
  public PollSummary pollNow(String instance) {
    TargetLoop loop = loops.get(instance);
    if (loop == null) {
      throw new IllegalArgumentException("instance " + instance + ": must be a configured target");
    }
    return loop.poll();
  }

  public List<String> instances() {
    return List.copyOf(loops.keySet());
  }

  public IngestCounters counters() {
    return new IngestCounters(polls.sum(), failedPolls.sum(), rowsRead.sum(), publisher.counters());
  }

  /** Stops polling and closes connections; a running poll comes back within its deadlines. */
  @Override
  public void close() {
    ticker.shutdownNow();
    workers.shutdown();
    loops.values().forEach(TargetLoop::close);
    watchdog.close();
  }

  private void count(PollSummary summary) {
    polls.increment();
    rowsRead.add(summary.rows());
    if (summary.outcome() == Outcome.FAILED) {
      failedPolls.increment();
    }
  }

  private static long startMicros() {
    long now = Micros.of(Clock.systemUTC().instant());
    return LAST_START.updateAndGet(last -> Math.max(last + 1, now));
  }

  private static ExecutorService workers(int threads) {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            1,
            TimeUnit.MINUTES,
            new LinkedBlockingQueue<>(),
            daemon("dbintel-poll"));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  private static ThreadFactory daemon(String name) {
    return work -> {
      Thread thread = Executors.defaultThreadFactory().newThread(work);
      thread.setName(name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
