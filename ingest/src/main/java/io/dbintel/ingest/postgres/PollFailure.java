package io.dbintel.ingest.postgres;

/**
 * A poll that failed: our words only, because a server's message may hold data.
 *
 * <p>It has no stack trace of the driver as cause, for the same reason.
 */
public final class PollFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final FailureCode code;
  private final String reason;
  private final String fix;

  PollFailure(FailureCode code, String reason, String message, String fix) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.fix = fix;
  }

  public static PollFailure of(FailureCode code, String message, String fix) {
    return new PollFailure(code, code.word(), message, fix);
  }

  public FailureCode code() {
    return code;
  }

  /** The code as it is published; a server error carries its SQLSTATE. */
  public String reason() {
    return reason;
  }

  /** The SQL, setting or check that fixes it. */
  public String fix() {
    return fix;
  }
}
