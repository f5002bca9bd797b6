package io.dbintel.ingest.runtime;

/** The collector cannot start; the message names the option, the value and the reason. */
public final class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StartException(String message) {
    super(message);
  }
}
