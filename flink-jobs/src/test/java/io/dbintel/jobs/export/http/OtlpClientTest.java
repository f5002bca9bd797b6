package io.dbintel.jobs.export.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.jobs.export.encode.Signal;
import io.dbintel.jobs.export.testing.Batches;
import io.dbintel.jobs.export.testing.Reply;
import io.dbintel.jobs.export.testing.Request;
import io.dbintel.jobs.export.testing.ScriptedEndpoint;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OtlpClientTest {
  private ScriptedEndpoint endpoint;

  @BeforeEach
  void start() throws Exception {
    endpoint = new ScriptedEndpoint();
  }

  @AfterEach
  void stop() {
    endpoint.close();
  }

  @Test
  void sendsGzippedProtobufWithTheHeaders() throws Exception {
    assertThat(send(endpoint.url(), 5000).kind()).isEqualTo(Outcome.Kind.DELIVERED);

    Request request = endpoint.requests().get(0);
    assertThat(request.path()).isEqualTo("/v1/metrics");
    assertThat(request.headers().getFirst("Content-Type")).isEqualTo("application/x-protobuf");
    assertThat(request.headers().getFirst("Content-Encoding")).isEqualTo("gzip");
    assertThat(request.headers().getFirst("api-key")).isEqualTo("hunter2");
    assertThat(endpoint.accepted()).hasSize(2);
  }

  @Test
  void aBasePathIsKept() throws Exception {
    send(URI.create(endpoint.url() + "/otlp/"), 5000);

    assertThat(endpoint.requests().get(0).path()).isEqualTo("/otlp/v1/metrics");
  }

  @Test
  void anEndpointThatNeverAnswersIsARetry() throws Exception {
    endpoint.script(request -> Reply.hang());

    Outcome outcome = send(endpoint.url(), 200);

    assertThat(outcome.kind()).isEqualTo(Outcome.Kind.RETRY);
    assertThat(outcome.detail()).isEqualTo("no answer within 200 ms");
  }

  @Test
  void aBodyThatNeverComesIsARetry() throws Exception {
    endpoint.script(request -> Reply.hangInBody());

    assertThat(send(endpoint.url(), 200).kind()).isEqualTo(Outcome.Kind.RETRY);
  }

  @Test
  void anEndpointThatIsNotThereIsARetry() throws Exception {
    URI gone = endpoint.url();
    endpoint.close();

    Outcome outcome = send(gone, 5000);

    assertThat(outcome.kind()).isEqualTo(Outcome.Kind.RETRY);
    assertThat(outcome.detail()).contains("ConnectException");
  }

  @Test
  void aKeyThatTheServerQuotesIsNotRepeated() throws Exception {
    endpoint.script(request -> Reply.text(403, "key hunter2 is unknown"));

    assertThat(send(endpoint.url(), 5000).detail()).isEqualTo("HTTP 403: key *** is unknown");
  }

  @Test
  void aKeyIsNotRepeatedWhereTheTextIsCut() throws Exception {
    String before = "x".repeat(197 - "HTTP 403: ".length());
    endpoint.script(request -> Reply.text(403, before + "hunter2" + "y".repeat(50)));

    assertThat(send(endpoint.url(), 5000).detail()).doesNotContain("hun").endsWith("...");
  }

  @Test
  void anEndlessAnswerIsNotRead() throws Exception {
    byte[] large = new byte[Answer.MAX_BODY_BYTES + 1];
    endpoint.script(request -> Reply.ok(large));

    assertThat(send(endpoint.url(), 5000).kind()).isEqualTo(Outcome.Kind.DELIVERED);
  }

  private static Outcome send(URI url, long timeoutMillis) throws Exception {
    Endpoint target =
        new Endpoint(
            url, List.of(Header.parse("api-key=hunter2")), Duration.ofMillis(timeoutMillis));
    try (OtlpClient client = new OtlpClient(target, name -> null, 2, Clock.systemUTC())) {
      return client
          .send(Signal.METRICS, List.of(Batches.entry("a", 1, "shop")))
          .get(20, TimeUnit.SECONDS);
    }
  }
}
