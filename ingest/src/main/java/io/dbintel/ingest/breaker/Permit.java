package io.dbintel.ingest.breaker;

/** Whether a run may take place, and if not, the reason as published. */
public enum Permit {
  RUN(null),
  OPEN("breaker_open"),
  DISABLED("disabled");

  private final String reason;

  Permit(String reason) {
    this.reason = reason;
  }

  public boolean granted() {
    return this == RUN;
  }

  /** Null when granted. */
  public String reason() {
    return reason;
  }
}
