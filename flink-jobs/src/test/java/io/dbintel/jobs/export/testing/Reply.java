package io.dbintel.jobs.export.testing;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What the scripted endpoint does with a request. */
public record Reply(Kind kind, int status, Map<String, String> headers, byte[] body) {
  private static final byte[] NOTHING = {};

  /** How far the answer gets. */
  public enum Kind {
    ANSWER,
    /** The connection is closed without an answer. */
    CLOSE,
    /** No answer ever comes. */
    HANG,
    /** Headers come, the body never does. */
    HANG_IN_BODY
  }

  public static Reply ok() {
    return status(200);
  }

  public static Reply ok(byte[] protobuf) {
    return new Reply(Kind.ANSWER, 200, Map.of("Content-Type", "application/x-protobuf"), protobuf);
  }

  public static Reply status(int status) {
    return new Reply(Kind.ANSWER, status, Map.of(), NOTHING);
  }

  public static Reply retryAfter(int status, String retryAfter) {
    return new Reply(Kind.ANSWER, status, Map.of("Retry-After", retryAfter), NOTHING);
  }

  public static Reply text(int status, String body) {
    return new Reply(
        Kind.ANSWER,
        status,
        Map.of("Content-Type", "text/plain"),
        body.getBytes(StandardCharsets.UTF_8));
  }

  public static Reply close() {
    return new Reply(Kind.CLOSE, 0, Map.of(), NOTHING);
  }

  public static Reply hang() {
    return new Reply(Kind.HANG, 0, Map.of(), NOTHING);
  }

  public static Reply hangInBody() {
    return new Reply(Kind.HANG_IN_BODY, 200, Map.of(), NOTHING);
  }
}
