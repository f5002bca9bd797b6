package io.dbintel.local.otlp;

import java.util.Optional;

/** What a request carries. */
public enum Signal {
  METRICS("/v1/metrics"),
  LOGS("/v1/logs");

  private final String path;

  Signal(String path) {
    this.path = path;
  }

  public String path() {
    return path;
  }

  static Optional<Signal> ofPath(String path) {
    for (Signal signal : values()) {
      if (signal.path.equals(path)) {
        return Optional.of(signal);
      }
    }
    return Optional.empty();
  }
}
