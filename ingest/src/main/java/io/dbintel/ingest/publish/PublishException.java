package io.dbintel.ingest.publish;

/** Kafka cannot be used at all: said at start, in words that name the setting to look at. */
public final class PublishException extends Exception {
  private static final long serialVersionUID = 1L;

  public PublishException(String message) {
    super(message);
  }
}
