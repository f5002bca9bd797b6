package io.dbintel.jobs.export.http;

/**
 * What a server answered.
 *
 * @param retryAfter header; null when absent
 * @param contentType header; empty when absent
 * @param body null when it was larger than a client has to read
 */
record Answer(int status, String retryAfter, String contentType, byte[] body) {
  /** The OTLP specification's limit for responses. */
  static final int MAX_BODY_BYTES = 4 << 20;
}
