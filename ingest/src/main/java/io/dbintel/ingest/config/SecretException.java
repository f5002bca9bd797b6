package io.dbintel.ingest.config;

/** A secret cannot be read: the message names where it should stand and the rule, never a value. */
public final class SecretException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  SecretException(String message) {
    super(message);
  }
}
