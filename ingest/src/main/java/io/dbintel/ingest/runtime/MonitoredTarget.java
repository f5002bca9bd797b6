package io.dbintel.ingest.runtime;

import static java.util.stream.Collectors.toSet;

import io.dbintel.ingest.breaker.TargetBreakers;
import io.dbintel.ingest.capabilities.CachedTargetProfile;
import io.dbintel.ingest.capabilities.ServerProfile;
import io.dbintel.ingest.collect.CollectResult;
import io.dbintel.ingest.collect.Collector;
import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.health.FeatureReport;
import io.dbintel.ingest.health.TargetReport;
import io.dbintel.ingest.logs.LogsCollector;
import io.dbintel.ingest.postgres.RoundTrips;
import io.dbintel.ingest.postgres.Watchdog;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.ingest.telemetry.IngestTelemetry.LogView;
import io.dbintel.ingest.telemetry.IngestTelemetry.TargetView;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.raw.Capabilities.FeatureState;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;

/** One target: its collectors, each in a loop of its own, their breakers, and what it has. */
final class MonitoredTarget implements TargetLink, AutoCloseable {
  private final String instance;
  private final CollectorRun run;
  private final FleetOptions options;
  private final CachedTargetProfile profile;
  private final TargetBreakers breakers;
  private final Map<String, FeatureLoop> loops = new LinkedHashMap<>();
  private final List<Collector> collectors;
  private final Set<String> apart;
  private Optional<ServerProfile> known = Optional.empty();

  MonitoredTarget(
      CollectorRun run,
      TargetConfig target,
      SharedParts shared,
      Watchdog watchdog,
      RecordPublisher publisher,
      FleetOptions options) {
    this.instance = target.instance();
    this.run = run;
    this.options = options;
    this.profile = new CachedTargetProfile(target);
    this.collectors =
        options
            .collectors()
            .of(
                new CollectorContext(
                    run, target, watchdog, publisher, profile, this::features, shared));
    this.apart =
        collectors.stream()
            .filter(collector -> !collector.asksServer())
            .map(Collector::feature)
            .collect(toSet());
    this.breakers =
        new TargetBreakers(
            collectors.stream().map(Collector::feature).toList(),
            apart,
            options.policy(),
            run.nowMicros(),
            new BreakerLog(instance));
    collectors.forEach(
        collector -> loops.put(collector.feature(), new FeatureLoop(this, collector)));
  }

  @Override
  public String instance() {
    return instance;
  }

  @Override
  public long nowMicros() {
    return run.nowMicros();
  }

  @Override
  public TargetBreakers breakers() {
    return breakers;
  }

  @Override
  public void ran(String feature, CollectResult result, RoundTrips.Spent spent) {
    if (result.outcome() == Outcome.FAILED && saysOfServer(feature, result)) {
      profile.doubt();
    }
    options
        .telemetry()
        .ran(
            instance,
            feature,
            result.outcome().word(),
            result.reason(),
            result.duration(),
            spent.total());
    options.observer().ran(instance, feature, result);
  }

  @Override
  public void leftOut(String feature, String reason, long ticks) {
    if (ticks > 0) {
      options.telemetry().leftOut(feature, reason, ticks);
    }
  }

  /** Empty while the collectors are being made: one may ask as soon as it is there. */
  Map<String, FeatureState> features() {
    return breakers == null ? Map.of() : breakers.states();
  }

  FeatureLoop loop(String feature) {
    FeatureLoop loop = loops.get(feature);
    if (loop == null) {
      throw new IllegalArgumentException(
          "feature " + feature + ": must be one of " + loops.keySet() + " of " + instance);
    }
    return loop;
  }

  /** The poller of statements, when they are collected. */
  Optional<StatementsCollector> statements() {
    return collectors.stream()
        .filter(StatementsCollector.class::isInstance)
        .map(StatementsCollector.class::cast)
        .findFirst();
  }

  /** Of its log, when that is collected. */
  Optional<LogView> logs() {
    return collectors.stream()
        .filter(LogsCollector.class::isInstance)
        .map(collector -> LogViews.of(instance, (LogsCollector) collector))
        .findFirst();
  }

  int size() {
    return loops.size();
  }

  void schedule(Duration fleetStart, ScheduledExecutorService ticker, Executor workers) {
    loops.values().forEach(loop -> loop.schedule(fleetStart, ticker, workers));
  }

  /** Tries a breaker whose time has come, and those that new capabilities may mend. */
  void keep(Executor workers) {
    Optional<ServerProfile> now = profile.last();
    if (!now.equals(known)) {
      known = now;
      breakers.capabilitiesChanged(nowMicros());
    }
    breakers.due(nowMicros()).ifPresent(feature -> loops.get(feature).probe(workers));
  }

  TargetReport report() {
    Map<String, FeatureState> states = features();
    return TargetReport.of(
        instance,
        loops.values().stream().map(loop -> report(loop, states.get(loop.feature()))).toList());
  }

  TargetView view() {
    Map<String, String> states = new LinkedHashMap<>();
    features().forEach((feature, state) -> states.put(feature, state.state()));
    return new TargetView(instance, report().state().word(), states);
  }

  @Override
  public void close() {
    loops.values().forEach(FeatureLoop::close);
  }

  /** A log that cannot be read is no reason to ask the server again what it has. */
  private boolean saysOfServer(String feature, CollectResult result) {
    boolean ofLog = result.code() != null && result.code().name().startsWith("LOG_");
    return !apart.contains(feature) && !ofLog;
  }

  private FeatureReport report(FeatureLoop loop, FeatureState breaker) {
    FeatureLoop.LastRun last = loop.last();
    return last == null
        ? new FeatureReport(loop.feature(), null, null, null, breaker)
        : new FeatureReport(
            loop.feature(),
            last.result().outcome().word(),
            last.result().reason(),
            Math.max(0, nowMicros() - last.ranAt()) / 1_000,
            breaker);
  }
}
