package io.dbintel.local.otlp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.MessageLite;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.DataPointFlags;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OtlpReceiverTest {
  private static final Resource SHOP =
      Resource.newBuilder().addAttributes(attribute("service.instance.id", "shop")).build();
  private static final SeriesKey CALLS =
      new SeriesKey("shop", "calls", Map.of("db.namespace", "orders"));

  private final OtlpReceiver receiver = OtlpReceiver.start();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void cumulativeRunsAddUpAndARepeatedRequestChangesNothing() throws Exception {
    List<Signal> seen = new ArrayList<>();
    receiver.observe((signal, body) -> seen.add(signal));
    sendGzip(calls(point(100, 110, 5), point(100, 120, 9)));
    sendGzip(calls(point(100, 120, 9)));
    sendGzip(calls(ended(130)));
    assertThat(receiver.ended(CALLS)).isTrue();
    assertThat(sendGzip(calls(point(200, 210, 4))).statusCode()).isEqualTo(200);

    assertThat(receiver.total(CALLS)).isEqualTo(new Amount(13, 0));
    assertThat(receiver.totals(key -> key.attribute("db.namespace").equals("orders")))
        .containsOnlyKeys(CALLS);
    assertThat(receiver.counts()).isEqualTo(new ReceiverCounts(4, 4, 5, 0, 1, 0, 0, 0));
    assertThat(seen).hasSize(4).containsOnly(Signal.METRICS);
  }

  @Test
  void theLatestLogRecordOfEachStatementIsKept() throws Exception {
    post("/v1/logs", logs(20, "new"), "identity");
    post("/v1/logs", logs(10, "old"), "identity");

    assertThat(receiver.logCountsByEventName())
        .containsExactly(Map.entry("db.server.top_query", 2L));
    assertThat(receiver.latestLogs())
        .extracting(entry -> entry.attributes().get("mark"))
        .containsExactly("new");
    assertThat(receiver.counts().logRecords()).isEqualTo(2);
  }

  @Test
  void anUnsupportedKindIsRejectedWithItsNumber() throws Exception {
    Metric histogram =
        Metric.newBuilder()
            .setName("latency")
            .setHistogram(Histogram.newBuilder().addDataPoints(HistogramDataPoint.newBuilder()))
            .build();
    byte[] answer = sendGzip(request(histogram)).body();

    assertThat(
            ExportMetricsServiceResponse.parseFrom(answer)
                .getPartialSuccess()
                .getRejectedDataPoints())
        .isEqualTo(1);
    assertThat(receiver.counts().rejectedPoints()).isEqualTo(1);
  }

  @Test
  void answersAsItIsTold() throws Exception {
    receiver.respond((request, signal, body) -> Reply.retryAfter(429, "7"));
    HttpResponse<byte[]> later = sendGzip(calls(point(100, 110, 5)));
    assertThat(later.statusCode()).isEqualTo(429);
    assertThat(later.headers().firstValue("Retry-After")).hasValue("7");
    assertThat(receiver.counts().rejectedPoints()).isZero();

    receiver.respond((request, signal, body) -> Reply.partialSuccess(signal, 3, "three are bad"));
    byte[] partial = sendGzip(calls(point(100, 110, 5))).body();
    assertThat(
            ExportMetricsServiceResponse.parseFrom(partial).getPartialSuccess().getErrorMessage())
        .isEqualTo("three are bad");

    receiver.respond((request, signal, body) -> Reply.discard());
    assertThat(sendGzip(calls(point(100, 110, 5))).statusCode()).isEqualTo(200);
    assertThat(receiver.counts().rejectedPoints()).isEqualTo(2);

    receiver.respond((request, signal, body) -> Reply.close());
    assertThatThrownBy(() -> sendGzip(calls(point(100, 110, 5)))).isInstanceOf(IOException.class);

    receiver.respond((request, signal, body) -> Reply.hang());
    assertThatThrownBy(() -> sendGzip(calls(point(100, 110, 5))))
        .isInstanceOf(HttpTimeoutException.class);

    assertThat(receiver.total(CALLS)).isEqualTo(Amount.ZERO);
  }

  @Test
  void garbageIsA400AndAnUnknownPathA404() throws Exception {
    assertThat(post("/v1/metrics", new byte[] {1, 2, 3}, "gzip").statusCode()).isEqualTo(400);
    assertThat(post("/v1/metrics", new byte[] {-1, -1}, "identity").statusCode()).isEqualTo(400);
    assertThat(post("/v1/traces", new byte[0], "identity").statusCode()).isEqualTo(404);
    assertThat(receiver.counts().undecodable()).isEqualTo(2);
  }

  private HttpResponse<byte[]> sendGzip(MessageLite message) throws Exception {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
      message.writeTo(gzip);
    }
    return post("/v1/metrics", zipped.toByteArray(), "gzip");
  }

  private HttpResponse<byte[]> post(String path, byte[] body, String encoding) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(receiver.endpoint().resolve(path))
            .timeout(Duration.ofSeconds(2))
            .header("Content-Encoding", encoding)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }

  private static ExportMetricsServiceRequest calls(NumberDataPoint... points) {
    Sum sum =
        Sum.newBuilder()
            .setAggregationTemporality(AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE)
            .setIsMonotonic(true)
            .addAllDataPoints(List.of(points))
            .build();
    return request(Metric.newBuilder().setName("calls").setSum(sum).build());
  }

  private static ExportMetricsServiceRequest request(Metric metric) {
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .setResource(SHOP)
                .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)))
        .build();
  }

  private static NumberDataPoint point(long start, long time, long value) {
    return NumberDataPoint.newBuilder()
        .addAttributes(attribute("db.namespace", "orders"))
        .setStartTimeUnixNano(start)
        .setTimeUnixNano(time)
        .setAsInt(value)
        .build();
  }

  private static NumberDataPoint ended(long time) {
    return point(0, time, 0).toBuilder()
        .clearAsInt()
        .setFlags(DataPointFlags.DATA_POINT_FLAGS_NO_RECORDED_VALUE_MASK_VALUE)
        .build();
  }

  private static byte[] logs(long time, String mark) {
    LogRecord record =
        LogRecord.newBuilder()
            .setEventName("db.server.top_query")
            .setTimeUnixNano(time)
            .addAttributes(attribute("postgresql.queryid", "42"))
            .addAttributes(attribute("mark", mark))
            .build();
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(SHOP)
                .addScopeLogs(ScopeLogs.newBuilder().addLogRecords(record)))
        .build()
        .toByteArray();
  }

  private static KeyValue attribute(String name, String value) {
    return KeyValue.newBuilder()
        .setKey(name)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }
}
