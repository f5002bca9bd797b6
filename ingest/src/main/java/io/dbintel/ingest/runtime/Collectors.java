package io.dbintel.ingest.runtime;

import io.dbintel.ingest.capabilities.CapabilitiesCollector;
import io.dbintel.ingest.collect.Collector;
import io.dbintel.ingest.config.LogSourceKind;
import io.dbintel.ingest.config.SignalsConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.metrics.MetricsCollector;
import io.dbintel.ingest.sessions.SessionsCollector;
import io.dbintel.ingest.statements.StatementsPoller;
import io.dbintel.schemas.raw.Capabilities.FeatureState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which signals are collected of a target. */
final class Collectors {
  private Collectors() {}

  /** One for each signal that is enabled, in the order in which they come back after an outage. */
  static List<Collector> of(CollectorContext context) {
    List<Collector> collectors = new ArrayList<>();
    SignalsConfig signals = context.target().signals();
    if (signals.statementsEnabled()) {
      collectors.add(statements(context));
    }
    collectors.add(capabilities(context));
    if (signals.sessions().enabled()) {
      collectors.add(
          new SessionsCollector(
              context.run(),
              context.target(),
              context.watchdog(),
              context.publisher(),
              context.profile()));
    }
    if (signals.metrics().enabled()) {
      collectors.add(
          new MetricsCollector(
              context.run(),
              context.target(),
              context.watchdog(),
              context.publisher(),
              context.profile(),
              context.shared().catalogues().of(context.target())));
    }
    if (signals.logs().source() != LogSourceKind.NONE) {
      collectors.add(
          context
              .shared()
              .logs()
              .collector(
                  context.run(),
                  context.target(),
                  context.watchdog(),
                  context.publisher(),
                  context.profile(),
                  () -> logsMayRun(context.features().get())));
    }
    return collectors;
  }

  /** What is pushed waits for no tick, but obeys the breaker and the operator as ticks do. */
  static boolean logsMayRun(Map<String, FeatureState> breakers) {
    FeatureState state = breakers.get("logs");
    return state != null && (state.state().equals("closed") || state.state().equals("half_open"));
  }

  private static Collector statements(CollectorContext context) {
    TargetConfig target = context.target();
    return new StatementsCollector(
        target,
        new StatementsPoller(
            context.run(),
            target,
            context.watchdog(),
            context.publisher(),
            context.shared().polls()));
  }

  private static Collector capabilities(CollectorContext context) {
    return new CapabilitiesCollector(
        context.run(),
        context.target(),
        context.watchdog(),
        context.publisher(),
        context.profile(),
        context.features(),
        context.shared().catalogues().strategies(context.target()));
  }
}
