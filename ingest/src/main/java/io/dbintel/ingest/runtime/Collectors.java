package io.dbintel.ingest.runtime;

import io.dbintel.ingest.capabilities.TargetProfile;
import io.dbintel.ingest.collect.Collector;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.statements.StatementsPoller;
import java.util.ArrayList;
import java.util.List;

/** Which signals are collected of a target. */
final class Collectors {
  private Collectors() {}

  /** One for each signal that is enabled, in the order in which they come back after an outage. */
  static List<Collector> of(CollectorContext context) {
    List<Collector> collectors = new ArrayList<>();
    TargetConfig target = context.target();
    if (target.signals().statementsEnabled()) {
      StatementsPoller poller =
          new StatementsPoller(context.run(), target, context.watchdog(), context.publisher());
      collectors.add(new StatementsCollector(target, poller));
    }
    return collectors;
  }

  /** What the collectors of a target share. */
  static TargetProfile profile(TargetConfig target) {
    return new UnreadProfile(target);
  }
}
