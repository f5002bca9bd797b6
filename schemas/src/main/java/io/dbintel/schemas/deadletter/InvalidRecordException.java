package io.dbintel.schemas.deadletter;

/**
 * A record that does not follow its contract. The message names the field and the rule and never
 * quotes the payload, so it may be logged and dead-lettered.
 */
public final class InvalidRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public InvalidRecordException(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
