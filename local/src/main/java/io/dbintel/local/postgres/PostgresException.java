package io.dbintel.local.postgres;

/** A server could not be started, stopped, copied or asked. */
public final class PostgresException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PostgresException(String message) {
    super(message);
  }

  PostgresException(String message, Throwable cause) {
    super(message, cause);
  }
}
