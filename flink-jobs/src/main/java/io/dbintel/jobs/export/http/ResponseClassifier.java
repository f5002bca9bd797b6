package io.dbintel.jobs.export.http;

import com.google.protobuf.InvalidProtocolBufferException;
import io.dbintel.jobs.export.encode.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.time.Instant;

/**
 * Status, headers and body to one outcome, by the OTLP specification ("OTLP/HTTP Response"): only
 * 429, 502, 503 and 504 may be retried as they are. Answers that concern the endpoint and not the
 * data are kept apart, so that a wrong URL or key never costs data.
 */
final class ResponseClassifier {
  private ResponseClassifier() {}

  static Outcome classify(Signal signal, Answer answer, Instant now) {
    int status = answer.status();
    if (status >= 200 && status < 300) {
      return success(signal, answer);
    }
    String detail = "HTTP " + status + ErrorText.of(answer);
    return switch (status) {
      case 429, 502, 503, 504 -> Outcome.retry(RetryAfter.delay(answer.retryAfter(), now), detail);
      case 413 -> Outcome.of(Outcome.Kind.TOO_LARGE, detail);
      case 401, 402, 403, 404, 405, 407, 410, 415, 421, 426, 501, 505, 511 ->
          Outcome.of(Outcome.Kind.MISCONFIGURED, detail);
      default ->
          status < 400
              ? Outcome.of(Outcome.Kind.MISCONFIGURED, detail + " (a redirect is not followed)")
              : Outcome.of(Outcome.Kind.REFUSED, detail);
    };
  }

  /** A success whose body cannot be read is a success: the data must not be sent again. */
  private static Outcome success(Signal signal, Answer answer) {
    boolean protobuf = ErrorText.isProtobuf(answer) || answer.contentType().isEmpty();
    if (answer.body() == null || answer.body().length == 0 || !protobuf) {
      return Outcome.delivered();
    }
    try {
      return signal == Signal.METRICS ? metrics(answer.body()) : logs(answer.body());
    } catch (InvalidProtocolBufferException unreadable) {
      return Outcome.delivered();
    }
  }

  private static Outcome metrics(byte[] body) throws InvalidProtocolBufferException {
    ExportMetricsPartialSuccess partial =
        ExportMetricsServiceResponse.parseFrom(body).getPartialSuccess();
    return partial(partial.getRejectedDataPoints(), partial.getErrorMessage());
  }

  private static Outcome logs(byte[] body) throws InvalidProtocolBufferException {
    ExportLogsPartialSuccess partial =
        ExportLogsServiceResponse.parseFrom(body).getPartialSuccess();
    return partial(partial.getRejectedLogRecords(), partial.getErrorMessage());
  }

  private static Outcome partial(long rejected, String message) {
    return rejected <= 0 && message.isEmpty()
        ? Outcome.delivered()
        : Outcome.partiallyRejected(Math.max(0, rejected), ErrorText.oneLine(message));
  }
}
