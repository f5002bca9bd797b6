package io.dbintel.ingest.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.config.LogSourceKind;
import io.dbintel.ingest.config.LogsConfig;
import io.dbintel.ingest.config.Secret;
import io.dbintel.ingest.config.ServiceConfig;
import io.dbintel.ingest.config.SignalsConfig;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.raw.LogEntry;
import io.dbintel.schemas.raw.RawRecord;
import io.dbintel.schemas.raw.RawRecordCodec;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceResponse;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logs pushed over real HTTP. */
class OtlpPushTest {
  private static final String PROTOBUF = "application/x-protobuf";
  private static final String CNPG =
      "{\"level\":\"info\",\"ts\":\"2026-11-22T03:00:00Z\",\"logger\":\"postgres\",\"msg\":\"record\","
          + "\"record\":{\"log_time\":\"2026-11-22 03:00:00.123 UTC\",\"user_name\":\"app\","
          + "\"database_name\":\"shop\",\"process_id\":\"42\",\"connection_from\":\"10.0.0.1:55\","
          + "\"session_id\":\"65a1b2c3.2a\",\"session_line_num\":\"3\",\"command_tag\":\"SELECT\","
          + "\"session_start_time\":\"2026-11-22 02:59:00 UTC\",\"virtual_transaction_id\":\"3/9\","
          + "\"transaction_id\":\"0\",\"error_severity\":\"ERROR\",\"sql_state_code\":\"42P01\","
          + "\"message\":\"relation \\\"a,b\\\" does not exist\",\"query\":\"SELECT *\\nFROM \\\"a,b\\\"\","
          + "\"query_pos\":\"15\",\"application_name\":\"psql\",\"backend_type\":\"client backend\","
          + "\"query_id\":\"-77\"}}";

  private final UnreliablePublisher publisher = new UnreliablePublisher();
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicBoolean mayRun = new AtomicBoolean(true);
  private LogsService service;
  private LogsCollector collector;

  @BeforeEach
  void start() throws IOException {
    LogsConfig config =
        new LogsConfigBuilder(LogsConfig.defaults().withSource(LogSourceKind.OTLP, ""))
            .prefix("%m [%p] ")
            .build();
    TargetConfig target =
        TargetConfig.of("orders", "127.0.0.1", 1, "postgres", "monitor", Secret.of("x"))
            .withSignals(SignalsConfig.statementsOnly().withLogs(config));
    ServiceConfig defaults = ServiceConfig.defaults();
    service =
        LogsService.start(
            new ServiceConfig(
                Optional.empty(),
                defaults.spoolBytes(),
                defaults.heartbeatInterval(),
                Optional.empty(),
                Optional.of("127.0.0.1:0"),
                Optional.of(Secret.of("s3cret Token")),
                Optional.empty(),
                defaults.telemetryInterval()));
    collector =
        service.collector(
            new CollectorRun("collector", 1, new TestClock()),
            target,
            null,
            publisher,
            new NoProfile(),
            mayRun::get);
  }

  @AfterEach
  void stop() {
    collector.close();
    service.close();
  }

  @Test
  void linesOfEveryFormBecomeEntriesBeforeTheAnswerIsGiven() throws Exception {
    byte[] request =
        request(
            "service.instance.id",
            text(Lines.stderr("from stderr").strip()),
            text("2026-11-22 03:00:00.124 UTC [42] DETAIL:  of stderr"),
            text(Lines.csv("from csvlog").strip()),
            text(Lines.json("from jsonlog").strip()),
            text(CNPG),
            object("log", text(Lines.csv("from a container").strip())));
    HttpResponse<byte[]> answer = push(request, PROTOBUF, false);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(ExportLogsServiceResponse.parseFrom(answer.body()).hasPartialSuccess()).isFalse();
    assertThat(events().stream().map(event -> event.body().message()))
        .containsExactlyInAnyOrder(
            "from stderr",
            "from csvlog",
            "from jsonlog",
            "relation \"a,b\" does not exist",
            "from a container");
    LogEntry operator = event("relation \"a,b\" does not exist").body();
    assertThat(operator.statement()).isEqualTo("SELECT *\nFROM \"a,b\"");
    assertThat(operator.context().queryId()).isEqualTo(-77);
    assertThat(operator.context().user()).isEqualTo("app");
    assertThat(event("from stderr").body().detail()).isEqualTo("of stderr");
  }

  @Test
  void whoDoesNotKnowTheTokenIsRefused() throws Exception {
    byte[] request = request("dbintel.instance", text(CNPG));
    for (String given : List.of("", "Bearer ", "Bearer s3cret token", "s3cret Token")) {
      HttpRequest.Builder post =
          HttpRequest.newBuilder(uri("/v1/logs"))
              .header("Content-Type", PROTOBUF)
              .POST(HttpRequest.BodyPublishers.ofByteArray(request));
      if (!given.isEmpty()) {
        post.header("Authorization", given);
      }
      HttpResponse<String> answer = http.send(post.build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(given).isEqualTo(401);
      assertThat(answer.body()).doesNotContain("s3cret");
      assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }
    assertThat(publisher.delivered()).isEmpty();
    HttpRequest other =
        HttpRequest.newBuilder(uri("/v1/logs"))
            .header("Content-Type", PROTOBUF)
            .header("Authorization", "bearer s3cret Token")
            .POST(HttpRequest.BodyPublishers.ofByteArray(request))
            .build();
    assertThat(http.send(other, HttpResponse.BodyHandlers.discarding()).statusCode())
        .as("the scheme in any case")
        .isEqualTo(200);
  }

  @Test
  void aRequestThatIsSentAgainGivesTheSameIds() throws Exception {
    byte[] first = request("dbintel.instance", text(CNPG), text(Lines.csv("second").strip()));
    byte[] other = request("dbintel.instance", text(Lines.csv("second").strip()));
    push(first, PROTOBUF, false);
    push(first, PROTOBUF, true);
    push(other, PROTOBUF, true);

    assertThat(events()).hasSize(5);
    assertThat(events().stream().map(event -> event.envelope().id()).distinct()).hasSize(2);
  }

  @Test
  void twinsWithoutALineNumberAreTwoEntriesAndStayTwoWhenTheyAreSentAgain() throws Exception {
    String line = Lines.stderr("twin").strip();
    byte[] twins = request("dbintel.instance", text(line), text(line), text(line));
    push(twins, PROTOBUF, false);
    assertThat(events().stream().map(event -> event.envelope().id()).distinct()).hasSize(3);
    push(twins, PROTOBUF, true);

    assertThat(events()).hasSize(6);
    assertThat(events().stream().map(event -> event.envelope().id()).distinct()).hasSize(3);
  }

  @Test
  void aLineThatANumberNamesIsOneHoweverOftenItIsSent() throws Exception {
    String line = Lines.csv("numbered").strip();
    push(request("dbintel.instance", text(line), text(line)), PROTOBUF, false);

    assertThat(events().stream().map(event -> event.envelope().id()).distinct()).hasSize(1);
  }

  @Test
  void jsonIsReadAsProtobufIs() throws Exception {
    String json =
        "{\"resourceLogs\":[{\"resource\":{\"attributes\":[{\"key\":\"k8s.pod.name\",\"value\":"
            + "{\"stringValue\":\"orders\"}}]},\"scopeLogs\":[{\"logRecords\":[{\"timeUnixNano\":"
            + "\"1\",\"body\":{\"stringValue\":\""
            + Lines.csv("as json").strip().replace("\"", "\\\"")
            + "\"}},{\"body\":{\"intValue\":\"7\"}}]}]}]}";
    HttpResponse<byte[]> answer =
        push(json.getBytes(StandardCharsets.UTF_8), "application/json; charset=utf-8", true);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8))
        .contains("\"rejectedLogRecords\":\"1\"");
    assertThat(events().get(0).body().message()).isEqualTo("as json");
  }

  @Test
  void whatBelongsToNoTargetIsRejectedForGoodAndTheRestTaken() throws Exception {
    ExportLogsServiceRequest both =
        ExportLogsServiceRequest.newBuilder()
            .mergeFrom(request("service.name", text(Lines.csv("ours").strip())))
            .addResourceLogs(resource("service.instance.id", "unknown", text(CNPG)))
            .build();
    HttpResponse<byte[]> answer = push(both.toByteArray(), PROTOBUF, false);

    var partial = ExportLogsServiceResponse.parseFrom(answer.body()).getPartialSuccess();
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(partial.getRejectedLogRecords()).isEqualTo(1);
    assertThat(partial.getErrorMessage()).contains("service.instance.id");
    assertThat(events()).hasSize(1);
  }

  @Test
  void otherProgramsBesideTheServerAreNoErrors() throws Exception {
    HttpResponse<byte[]> answer =
        push(
            request(
                "dbintel.instance",
                text("{\"level\":\"info\",\"logger\":\"instance-manager\",\"msg\":\"ready\"}")),
            PROTOBUF,
            false);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(events()).isEmpty();
  }

  @Test
  void whenThePublisherRefusesTheSenderIsToldToComeAgain() throws Exception {
    publisher.refuse(true);
    byte[] request = request("dbintel.instance", text(CNPG));
    HttpResponse<byte[]> busy = push(request, PROTOBUF, false);
    assertThat(busy.statusCode()).isEqualTo(503);
    assertThat(busy.headers().firstValue("Retry-After")).isPresent();
    publisher.refuse(false);

    assertThat(push(request, PROTOBUF, false).statusCode()).isEqualTo(200);
    assertThat(events().stream().map(event -> event.envelope().id()).distinct()).hasSize(1);
  }

  @Test
  void whatABreakerHoldsBackIsNotPublishedAndTheSenderComesAgain() throws Exception {
    byte[] request = request("dbintel.instance", text(CNPG));
    mayRun.set(false);
    assertThat(push(request, PROTOBUF, false).statusCode()).isEqualTo(503);
    assertThat(events()).isEmpty();
    mayRun.set(true);

    assertThat(push(request, PROTOBUF, false).statusCode()).isEqualTo(200);
    assertThat(events()).hasSize(1);
  }

  @Test
  void whatIsLostOnItsWayIsNotAcknowledged() throws Exception {
    publisher.hold(true);
    Thread loss =
        new Thread(
            () -> {
              while (publisher.held() == 0) {
                Thread.onSpinWait();
              }
              publisher.lose();
              collector.collect();
            });
    loss.start();

    assertThat(push(request("dbintel.instance", text(CNPG)), PROTOBUF, false).statusCode())
        .isEqualTo(503);
    loss.join();
  }

  @Test
  void theAnswerWaitsForTheDelivery() throws Exception {
    publisher.hold(true);
    Thread delivery =
        new Thread(
            () -> {
              while (publisher.held() == 0) {
                Thread.onSpinWait();
              }
              publisher.release();
            });
    delivery.start();

    assertThat(push(request("dbintel.instance", text(CNPG)), PROTOBUF, false).statusCode())
        .isEqualTo(200);
    assertThat(events()).hasSize(1);
    delivery.join();
  }

  @Test
  void requestsThatAreNoneAreRefusedByName() throws Exception {
    assertThat(push(new byte[] {1, 2, 3}, PROTOBUF, false).statusCode()).isEqualTo(400);
    assertThat(push("[]".getBytes(StandardCharsets.UTF_8), "application/json", false).statusCode())
        .isEqualTo(400);
    assertThat(push(new byte[0], "text/plain", false).statusCode()).isEqualTo(415);
    assertThat(push(gzip(new byte[33 << 20]), PROTOBUF, "gzip").statusCode()).isEqualTo(413);
    assertThat(push(new byte[0], PROTOBUF, "br").statusCode()).isEqualTo(415);
    assertThat(
            http.send(
                    HttpRequest.newBuilder(uri("/v1/logs")).GET().build(),
                    HttpResponse.BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(405);
    assertThat(
            http.send(
                    HttpRequest.newBuilder(uri("/v1/traces"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                    HttpResponse.BodyHandlers.discarding())
                .statusCode())
        .isEqualTo(404);
    assertThat(service.receiver().orElseThrow().requests()).isEqualTo(7);
  }

  private HttpResponse<byte[]> push(byte[] body, String type, boolean zipped) throws Exception {
    return zipped ? push(gzip(body), type, "gzip") : push(body, type, "identity");
  }

  private HttpResponse<byte[]> push(byte[] body, String type, String encoding) throws Exception {
    return http.send(
        HttpRequest.newBuilder(uri("/v1/logs"))
            .header("Content-Type", type)
            .header("Content-Encoding", encoding)
            .header("Authorization", "Bearer s3cret Token")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + service.receiver().orElseThrow().port() + path);
  }

  private RawRecord<LogEntry> event(String message) {
    return events().stream()
        .filter(event -> event.body().message().equals(message))
        .findFirst()
        .orElseThrow();
  }

  private List<RawRecord<LogEntry>> events() {
    List<RawRecord<LogEntry>> events = new ArrayList<>();
    publisher
        .delivered()
        .forEach(
            record -> {
              try {
                events.add(RawRecordCodec.LOGS.decode(record.value()));
              } catch (InvalidRecordException e) {
                throw new AssertionError(e);
              }
            });
    return events;
  }

  private static byte[] request(String attribute, AnyValue... bodies) {
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(resource(attribute, "orders", bodies))
        .build()
        .toByteArray();
  }

  private static ResourceLogs resource(String attribute, String value, AnyValue... bodies) {
    ScopeLogs.Builder scope = ScopeLogs.newBuilder();
    for (AnyValue body : bodies) {
      scope.addLogRecords(LogRecord.newBuilder().setTimeUnixNano(5).setBody(body));
    }
    return ResourceLogs.newBuilder()
        .setResource(
            Resource.newBuilder()
                .addAttributes(KeyValue.newBuilder().setKey(attribute).setValue(text(value))))
        .addScopeLogs(scope)
        .build();
  }

  private static AnyValue text(String value) {
    return AnyValue.newBuilder().setStringValue(value).build();
  }

  private static AnyValue object(String key, AnyValue value) {
    return AnyValue.newBuilder()
        .setKvlistValue(
            KeyValueList.newBuilder().addValues(KeyValue.newBuilder().setKey(key).setValue(value)))
        .build();
  }

  private static byte[] gzip(byte[] body) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(body);
    }
    return out.toByteArray();
  }
}
