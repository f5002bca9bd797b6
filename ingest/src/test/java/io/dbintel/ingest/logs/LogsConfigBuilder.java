package io.dbintel.ingest.logs;

import io.dbintel.ingest.config.LogsConfig;
import java.util.Optional;

/** Other values in a configuration. */
final class LogsConfigBuilder {
  private final LogsConfig base;
  private Optional<String> prefix;
  private boolean fromBeginning;

  LogsConfigBuilder(LogsConfig base) {
    this.base = base;
    this.prefix = base.prefix();
    this.fromBeginning = base.fromBeginning();
  }

  LogsConfigBuilder prefix(String value) {
    prefix = Optional.of(value);
    return this;
  }

  LogsConfigBuilder noPrefix() {
    prefix = Optional.empty();
    return this;
  }

  LogsConfigBuilder fromBeginning() {
    fromBeginning = true;
    return this;
  }

  LogsConfig build() {
    return new LogsConfig(
        base.source(),
        base.paths(),
        base.format(),
        prefix,
        base.timeZone(),
        base.charset(),
        base.interval(),
        base.maxEntryBytes(),
        base.maxBytesPerInterval(),
        fromBeginning);
  }
}
