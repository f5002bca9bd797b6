package io.dbintel.local.it;

import io.dbintel.ingest.config.Secret;
import io.dbintel.ingest.config.TargetConfig;

/** Targets that differ from a good one in one thing. */
final class Targets {
  private Targets() {}

  static TargetConfig inDatabase(TargetConfig good, String database) {
    return TargetConfig.of(
        good.instance(), good.host(), good.port(), database, good.user(), good.password());
  }

  static TargetConfig withPassword(TargetConfig good, String password) {
    return TargetConfig.of(
        good.instance(),
        good.host(),
        good.port(),
        good.database(),
        good.user(),
        Secret.of(password));
  }

  static TargetConfig at(TargetConfig good, String host, int port) {
    return TargetConfig.of(
        good.instance(), host, port, good.database(), good.user(), good.password());
  }
}
