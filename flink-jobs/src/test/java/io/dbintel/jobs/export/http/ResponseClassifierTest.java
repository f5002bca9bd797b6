package io.dbintel.jobs.export.http;

import static io.dbintel.jobs.export.http.Outcome.Kind.DELIVERED;
import static io.dbintel.jobs.export.http.Outcome.Kind.PARTIALLY_REJECTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.jobs.export.encode.Signal;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsPartialSuccess;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResponseClassifierTest {
  private static final Instant NOW = Instant.parse("2026-01-31T10:00:00Z");
  private static final byte[] NOTHING = {};

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "200, DELIVERED",
    "202, DELIVERED",
    "301, MISCONFIGURED",
    "308, MISCONFIGURED",
    "400, REFUSED",
    "401, MISCONFIGURED",
    "403, MISCONFIGURED",
    "404, MISCONFIGURED",
    "405, MISCONFIGURED",
    "408, REFUSED",
    "413, TOO_LARGE",
    "415, MISCONFIGURED",
    "422, REFUSED",
    "429, RETRY",
    "500, REFUSED",
    "501, MISCONFIGURED",
    "502, RETRY",
    "503, RETRY",
    "504, RETRY"
  })
  void everyStatusHasOneClass(int status, Outcome.Kind kind) {
    assertThat(classify(Signal.METRICS, status, NOTHING).kind()).isEqualTo(kind);
  }

  @Test
  void keepsTheTimeAskedForOnRetriesOnly() {
    Answer throttled = new Answer(429, "29", "", NOTHING);
    Answer refused = new Answer(400, "29", "", NOTHING);

    assertThat(ResponseClassifier.classify(Signal.LOGS, throttled, NOW).atLeast())
        .isEqualTo(Duration.ofSeconds(29));
    assertThat(ResponseClassifier.classify(Signal.LOGS, refused, NOW).atLeast()).isZero();
  }

  @Test
  void countsRejectedDataPoints() {
    Outcome outcome = classify(Signal.METRICS, 200, metrics(3, "too old"));

    assertThat(outcome.kind()).isEqualTo(PARTIALLY_REJECTED);
    assertThat(outcome.rejected()).isEqualTo(3);
    assertThat(outcome.detail()).isEqualTo("too old");
  }

  @Test
  void aServerMayForgetTheContentType() {
    Answer answer = new Answer(200, null, "", metrics(3, "too old"));

    assertThat(ResponseClassifier.classify(Signal.METRICS, answer, NOW).rejected()).isEqualTo(3);
  }

  @Test
  void countsRejectedLogRecords() {
    byte[] body =
        ExportLogsServiceResponse.newBuilder()
            .setPartialSuccess(ExportLogsPartialSuccess.newBuilder().setRejectedLogRecords(2))
            .build()
            .toByteArray();

    assertThat(classify(Signal.LOGS, 200, body).rejected()).isEqualTo(2);
  }

  @Test
  void aMessageWithoutRejectionIsAWarning() {
    Outcome outcome = classify(Signal.METRICS, 200, metrics(0, "deprecated"));

    assertThat(outcome.kind()).isEqualTo(PARTIALLY_REJECTED);
    assertThat(outcome.rejected()).isZero();
  }

  @Test
  void aSuccessThatCannotBeReadIsASuccess() {
    assertThat(classify(Signal.METRICS, 200, metrics(0, "")).kind()).isEqualTo(DELIVERED);
    assertThat(classify(Signal.METRICS, 200, new byte[] {1, 2, 3}).kind()).isEqualTo(DELIVERED);
    assertThat(classify(Signal.METRICS, 200, null).kind()).isEqualTo(DELIVERED);
    Answer html = new Answer(200, null, "text/html", "<html>".getBytes(StandardCharsets.UTF_8));
    assertThat(ResponseClassifier.classify(Signal.METRICS, html, NOW).kind()).isEqualTo(DELIVERED);
  }

  @Test
  void saysWhatTheDestinationSaid() {
    byte[] status = {8, 3, 18, 3, 'b', 'a', 'd'}; // google.rpc.Status: code 3, message "bad"
    Answer text = new Answer(400, null, "text/plain", "a\nb\tc".getBytes(StandardCharsets.UTF_8));

    assertThat(classify(Signal.METRICS, 400, status).detail()).isEqualTo("HTTP 400: bad");
    assertThat(ResponseClassifier.classify(Signal.METRICS, text, NOW).detail())
        .isEqualTo("HTTP 400: a b c");
    assertThat(classify(Signal.METRICS, 400, status).status()).isEqualTo("HTTP 400");
    assertThat(classify(Signal.METRICS, 400, new byte[] {-1, -1}).detail()).isEqualTo("HTTP 400");
  }

  private static Outcome classify(Signal signal, int status, byte[] body) {
    Answer answer = new Answer(status, null, "application/x-protobuf", body);
    return ResponseClassifier.classify(signal, answer, NOW);
  }

  private static byte[] metrics(long rejected, String message) {
    return ExportMetricsServiceResponse.newBuilder()
        .setPartialSuccess(
            ExportMetricsPartialSuccess.newBuilder()
                .setRejectedDataPoints(rejected)
                .setErrorMessage(message))
        .build()
        .toByteArray();
  }
}
