package io.dbintel.local.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.MessageLite;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.time.Duration;
import java.util.Map;

/**
 * One answer to one request.
 *
 * @param kept whether what the request carried is added to the totals
 * @param delay how long the receiver waits before it answers
 */
public record Reply(
    Action action,
    boolean kept,
    int status,
    Map<String, String> headers,
    ByteString body,
    Duration delay) {
  /** What happens to the connection. */
  public enum Action {
    ANSWER,
    /** No answer until the receiver closes. */
    HANG,
    /** The connection is closed without an answer. */
    CLOSE
  }

  private static final ByteString NOTHING = ByteString.EMPTY;

  /** 200, and what arrived is kept. */
  public static Reply accept() {
    return new Reply(Action.ANSWER, true, 200, Map.of(), NOTHING, Duration.ZERO);
  }

  /** 200, and what arrived is lost. */
  public static Reply discard() {
    return new Reply(Action.ANSWER, false, 200, Map.of(), NOTHING, Duration.ZERO);
  }

  /** This status without a body; nothing is kept. */
  public static Reply status(int status) {
    return new Reply(Action.ANSWER, false, status, Map.of(), NOTHING, Duration.ZERO);
  }

  /** This status with a Retry-After header, in seconds or as an HTTP date; nothing is kept. */
  public static Reply retryAfter(int status, String value) {
    return new Reply(
        Action.ANSWER, false, status, Map.of("Retry-After", value), NOTHING, Duration.ZERO);
  }

  /** 200 with a partial success that names how many were rejected; nothing is kept. */
  public static Reply partialSuccess(Signal signal, long rejected, String message) {
    return new Reply(
        Action.ANSWER,
        false,
        200,
        Map.of(),
        partialSuccessBody(signal, rejected, message),
        Duration.ZERO);
  }

  public static Reply hang() {
    return new Reply(Action.HANG, false, 0, Map.of(), NOTHING, Duration.ZERO);
  }

  public static Reply close() {
    return new Reply(Action.CLOSE, false, 0, Map.of(), NOTHING, Duration.ZERO);
  }

  /** The same answer, later. */
  public Reply after(Duration wait) {
    return new Reply(action, kept, status, headers, body, wait);
  }

  /** The same answer, and what arrived is kept although the sender may not learn so. */
  public Reply keeping() {
    return new Reply(action, true, status, headers, body, delay);
  }

  private static ByteString partialSuccessBody(Signal signal, long rejected, String message) {
    MessageLite response =
        switch (signal) {
          case METRICS ->
              ExportMetricsServiceResponse.newBuilder()
                  .setPartialSuccess(
                      ExportMetricsPartialSuccess.newBuilder()
                          .setRejectedDataPoints(rejected)
                          .setErrorMessage(message))
                  .build();
          case LOGS ->
              ExportLogsServiceResponse.newBuilder()
                  .setPartialSuccess(
                      ExportLogsPartialSuccess.newBuilder()
                          .setRejectedLogRecords(rejected)
                          .setErrorMessage(message))
                  .build();
        };
    return response.toByteString();
  }
}
