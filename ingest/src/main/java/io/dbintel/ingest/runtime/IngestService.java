package io.dbintel.ingest.runtime;

import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.config.IngestConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.health.TargetReport;
import io.dbintel.ingest.postgres.Micros;
import io.dbintel.ingest.postgres.Watchdog;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.ingest.statements.PollSummary;
import io.dbintel.schemas.raw.Capabilities.FeatureState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Collects all signals of all targets. Each run has a thread to itself, so that one that hangs
 * delays no other; threads that have nothing to do end. Thread-safe.
 */
public final class IngestService implements AutoCloseable {
  private static final Duration KEEPING_PERIOD = Duration.ofSeconds(1);

  /** Logging in everywhere at once takes the collector's memory and time, all for one moment. */
  private static final Duration START_OF_A_TARGET = Duration.ofMillis(100);

  private static final Duration LONGEST_START = Duration.ofMinutes(1);

  /** Makes runs that start within the same microsecond differ. */
  private static final AtomicLong LAST_START = new AtomicLong();

  private final Watchdog watchdog = new Watchdog();
  private final Map<String, MonitoredTarget> targets = new LinkedHashMap<>();
  private final SharedParts shared;
  private final Fleet fleet;
  private final Heartbeats heartbeats;
  private final ScheduledThreadPoolExecutor ticker = Threads.ticker();
  private final ScheduledThreadPoolExecutor keeper = Threads.keeper();
  private final ThreadPoolExecutor workers;
  private final RecordPublisher publisher;
  private final StatementsCount count = new StatementsCount();
  private final FleetOptions options;

  private IngestService(
      IngestConfig config,
      RecordPublisher publisher,
      FleetOptions given,
      Optional<String> stateDirectory) {
    this.publisher = publisher;
    this.options = given.withObserver(count.then(given.observer()));
    CollectorRun run = new CollectorRun(config.collectorId(), startMicros(), Clock.systemUTC());
    this.shared = SharedParts.open(config, options.telemetry());
    for (TargetConfig target : config.targets()) {
      targets.put(
          target.instance(),
          new MonitoredTarget(run, target, shared, watchdog, publisher, options));
    }
    this.workers = Threads.workers(Math.max(1, features()));
    this.fleet = new Fleet(targets, stateDirectory.map(Path::of));
    Duration interval = config.service().heartbeatInterval();
    this.heartbeats = new Heartbeats(run, interval, targets.size(), publisher);
    fleet.restore();
    options.telemetry().observe(publisher, run.clock());
    options
        .telemetry()
        .observeTargets(() -> targets.values().stream().map(MonitoredTarget::view).toList());
    options
        .telemetry()
        .observeLogs(
            () -> targets.values().stream().flatMap(each -> each.logs().stream()).toList());
    shared
        .logs()
        .receiver()
        .ifPresent(
            receiver ->
                options.telemetry().observePushes(receiver::requests, receiver::rejectedRecords));
  }

  /**
   * Collects at each signal's interval until {@link #close}. The publisher stays the caller's.
   *
   * @throws StartException when something that is configured cannot be had
   */
  public static IngestService start(IngestConfig config, RecordPublisher publisher) {
    return start(config, publisher, FleetOptions.defaults());
  }

  /** The same with parts of the caller. */
  public static IngestService start(
      IngestConfig config, RecordPublisher publisher, FleetOptions options) {
    IngestService service =
        new IngestService(config, publisher, options, config.service().stateDirectory());
    service.schedule(config.service().heartbeatInterval());
    return service;
  }

  /**
   * Collects only when asked by {@link #pollNow} or {@link #collectNow}. Breakers neither begin
   * where an earlier run ended nor are kept.
   */
  public static IngestService manual(IngestConfig config, RecordPublisher publisher) {
    return new IngestService(config, publisher, FleetOptions.defaults(), Optional.empty());
  }

  /**
   * Polls the statements of a target on the calling thread, after a poll of it that may be running,
   * whatever its breaker says. Comes back within the target's deadlines; a failed poll is a summary
   * as well.
   *
   * @throws IllegalArgumentException when there is no such target, or its statements are not
   *     collected
   */
  public PollSummary pollNow(String instance) {
    MonitoredTarget target = target(instance);
    FeatureLoop loop = target.loop(StatementsCollector.FEATURE);
    return loop.collectNow(() -> target.statements().orElseThrow().last());
  }

  /** The same for any signal. */
  public CollectResult collectNow(String instance, String feature) {
    FeatureLoop loop = target(instance).loop(feature);
    return loop.collectNow(() -> loop.last().result());
  }

  public List<String> instances() {
    return List.copyOf(targets.keySet());
  }

  /** How many loops there are: targets times their features. */
  public int features() {
    return targets.values().stream().mapToInt(MonitoredTarget::size).sum();
  }

  /** States of the breakers of a target, by feature. */
  public Map<String, FeatureState> features(String instance) {
    return target(instance).features();
  }

  /** How each target is. */
  public List<TargetReport> targets() {
    return targets.values().stream().map(MonitoredTarget::report).toList();
  }

  public IngestCounters counters() {
    return count.counters(publisher.counters());
  }

  /** Stops collecting and closes connections; a run that is going comes back in its deadlines. */
  @Override
  public void close() {
    ticker.shutdownNow();
    keeper.shutdown();
    workers.shutdown();
    targets.values().forEach(MonitoredTarget::close);
    shared.close();
    watchdog.close();
    fleet.save();
  }

  private void schedule(Duration heartbeatInterval) {
    Duration whole = START_OF_A_TARGET.multipliedBy(targets.size());
    Duration fleetStart = whole.compareTo(LONGEST_START) < 0 ? whole : LONGEST_START;
    targets.values().forEach(target -> target.schedule(fleetStart, ticker, workers));
    every(KEEPING_PERIOD, () -> fleet.keep(workers));
    every(
        heartbeatInterval,
        () -> {
          heartbeats.beat();
          options.telemetry().heartbeat();
        });
  }

  private void every(Duration period, Runnable work) {
    var unused =
        keeper.scheduleAtFixedRate(
            Threads.surviving(work), 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  private MonitoredTarget target(String instance) {
    MonitoredTarget target = targets.get(instance);
    if (target == null) {
      throw new IllegalArgumentException("instance " + instance + ": must be a configured target");
    }
    return target;
  }

  private static long startMicros() {
    long now = Micros.of(Clock.systemUTC().instant());
    return LAST_START.updateAndGet(last -> Math.max(last + 1, now));
  }
}
