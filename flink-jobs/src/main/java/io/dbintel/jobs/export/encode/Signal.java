package io.dbintel.jobs.export.encode;

/** What is exported, and where below the endpoint it goes. */
public enum Signal {
  METRICS("/v1/metrics", "data point"),
  LOGS("/v1/logs", "log record");

  private final String path;
  private final String item;

  Signal(String path, String item) {
    this.path = path;
    this.item = item;
  }

  public String path() {
    return path;
  }

  /** What one item of this signal is called, in the singular. */
  public String item() {
    return item;
  }
}
