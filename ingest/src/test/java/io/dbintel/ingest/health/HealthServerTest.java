package io.dbintel.ingest.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.ingest.config.ConfigException;
import io.dbintel.ingest.publish.PublisherStatus;
import io.dbintel.schemas.json.Json;
import io.dbintel.schemas.raw.Capabilities.FeatureState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthServerTest {
  private static final List<TargetReport> TARGETS =
      List.of(
          TargetReport.of(
              "a",
              List.of(
                  new FeatureReport(
                      "statements", "ok", null, 1_500L, new FeatureState("closed", 1, null, null)),
                  new FeatureReport(
                      "sessions",
                      "failed",
                      "timeout",
                      20L,
                      new FeatureState("open", 2, "timeout", 62_000_000L)))),
          TargetReport.of(
              "b",
              List.of(
                  new FeatureReport(
                      "statements", null, null, null, new FeatureState("closed", 1, null, null)))));

  @Test
  void itIsWellWhileKafkaTakesRecords() throws Exception {
    try (HealthServer server = start(new PublisherStatus(true, true, 0, 0, 0))) {
      HttpResponse<String> answer = get(server, "/health");
      assertThat(answer.statusCode()).isEqualTo(200);
      JsonNode body = Json.mapper().readTree(answer.body());
      assertThat(body.at("/kafka/ok").booleanValue()).isTrue();
      assertThat(body.at("/targets/degraded").intValue()).isEqualTo(1);
      assertThat(body.at("/targets/unknown").intValue()).isEqualTo(1);
      assertThat(body.at("/targets/up").intValue()).isZero();
    }
  }

  @Test
  void itIsUnavailableWhenKafkaIsAwayAndSaysWhatWaits() throws Exception {
    try (HealthServer server = start(new PublisherStatus(false, true, 7, 4_096, 1_700))) {
      HttpResponse<String> answer = get(server, "/health");
      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(Json.mapper().readTree(answer.body()).get("spool").toString())
          .isEqualTo("{\"bytes\":4096,\"enabled\":true,\"oldest_millis\":1700,\"records\":7}");
    }
  }

  @Test
  void targetsSayHowEachFeatureIs() throws Exception {
    try (HealthServer server = start(PublisherStatus.unspooled(true))) {
      HttpResponse<String> answer = get(server, "/targets");
      assertThat(answer.statusCode()).isEqualTo(200);
      JsonNode first = Json.mapper().readTree(answer.body()).at("/targets/0");
      assertThat(first.get("state").textValue()).isEqualTo("degraded");
      assertThat(first.at("/features/1").toString())
          .isEqualTo(
              "{\"feature\":\"sessions\",\"outcome\":\"failed\",\"reason\":\"timeout\","
                  + "\"age_millis\":20,\"breaker\":{\"state\":\"open\",\"since\":2,"
                  + "\"reason\":\"timeout\",\"retry_at\":62000000}}");
    }
  }

  @Test
  void whatElseIsAskedIsRefused() throws Exception {
    try (HealthServer server = start(PublisherStatus.unspooled(true))) {
      assertThat(get(server, "/").statusCode()).isEqualTo(404);
      HttpRequest post =
          HttpRequest.newBuilder(uri(server, "/health"))
              .POST(HttpRequest.BodyPublishers.noBody())
              .build();
      assertThat(HttpClient.newHttpClient().send(post, BodyHandlers.ofString()).statusCode())
          .isEqualTo(405);
    }
  }

  @Test
  void aPortThatIsTakenIsNamed() throws Exception {
    try (HealthServer first = start(PublisherStatus.unspooled(true))) {
      String address = "127.0.0.1:" + first.port();
      assertThatThrownBy(
              () -> HealthServer.start(address, () -> PublisherStatus.unspooled(true), List::of))
          .isInstanceOf(ConfigException.class)
          .hasMessageStartingWith("health_address: " + address + ": must be a free address");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "8778", "localhost", "localhost:", "localhost:99999", "a b:80", "x:y"})
  void anAddressThatIsNoneIsNamed(String address) {
    assertThatThrownBy(() -> ListenAddress.parse("health_address", address))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("health_address: " + address + ": must be host:port");
  }

  @Test
  void withoutAHostItIsTheLoopbackInterface() throws Exception {
    assertThat(ListenAddress.parse("health_address", ":8778").getAddress().isLoopbackAddress())
        .isTrue();
    assertThat(
            ListenAddress.parse("health_address", "0.0.0.0:8778").getAddress().isAnyLocalAddress())
        .isTrue();
    assertThat(ListenAddress.parse("health_address", "[::1]:8778").getPort()).isEqualTo(8778);
  }

  private static HealthServer start(PublisherStatus status) throws ConfigException {
    return HealthServer.start(":0", () -> status, () -> TARGETS);
  }

  private static HttpResponse<String> get(HealthServer server, String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri(server, path)).build(), BodyHandlers.ofString());
  }

  private static URI uri(HealthServer server, String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }
}
