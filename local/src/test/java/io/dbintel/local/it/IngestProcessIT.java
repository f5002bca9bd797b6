package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.dbintel.ingest.Ingest;
import io.dbintel.local.Await;
import io.dbintel.local.FreePort;
import io.dbintel.local.kafka.EmbeddedKafka;
import io.dbintel.local.otlp.OtlpReceiver;
import io.dbintel.schemas.json.Json;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The collector as a user starts it, with everything switched on. */
@Timeout(300)
class IngestProcessIT {
  private static final Duration DEADLINE = Duration.ofSeconds(90);
  private final HttpClient http = HttpClient.newHttpClient();
  @TempDir Path folder;

  @Test
  void itStartsWithoutKafkaShowsItselfAndEndsWithNothingLost() throws Exception {
    int health = FreePort.find();
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        MonitoredServer server = MonitoredServer.start(17, Map.of());
        OtlpReceiver receiver = OtlpReceiver.start()) {
      kafka.stop();
      Process process = start(config(kafka, server, receiver, health));
      try {
        await(() -> get(health, "/health").isPresent(), "An answer of the health endpoint");
        await(() -> spooled(health) > Topic.HEARTBEATS.partitions(), "Records in the spool");
        assertThat(get(health, "/health").orElseThrow().statusCode()).isEqualTo(503);
        await(() -> targets(health).contains("\"state\":\"up\""), "A target that is up");
        kafka.startAgain();
        await(
            () -> get(health, "/health").orElseThrow().statusCode() == 200,
            "Kafka that takes records");
        await(() -> spooled(health) == 0, "An empty spool");
        await(
            () -> !receiver.totals(key -> key.metric().startsWith("dbintel.ingest.")).isEmpty(),
            "Metrics of the collector");
        assertThat(targets(health)).doesNotContain(MonitoredServer.PASSWORD);
        await(
            () -> !kafka.clients().readAll(Topic.RAW_STATEMENTS.topicName()).isEmpty(),
            "Statements in Kafka");
      } finally {
        process.destroy();
      }
      assertThat(process.waitFor()).isZero();
      assertThat(kafka.clients().readAll(Topic.HEARTBEATS.topicName()))
          .hasSizeGreaterThanOrEqualTo(Topic.HEARTBEATS.partitions());
    }
  }

  private Path config(
      EmbeddedKafka kafka, MonitoredServer server, OtlpReceiver receiver, int health)
      throws IOException {
    return Files.writeString(
        folder.resolve("ingest.yaml"),
        """
        state_directory: '%s'
        health_address: 127.0.0.1:%d
        heartbeat_interval: 1s
        telemetry: {endpoint: '%s', interval: 1s}
        kafka: {bootstrap_servers: '%s', replication_factor: 1, flush_timeout: 3s}
        targets:
          - instance: only
            host: 127.0.0.1
            port: %d
            database: postgres
            user: %s
            password: "%s"
            statements: {interval: 10s}
        """
            .formatted(
                folder.resolve("state"),
                health,
                receiver.endpoint(),
                kafka.bootstrapServers(),
                server.postgres().port(),
                MonitoredServer.MONITOR,
                MonitoredServer.PASSWORD));
  }

  private static Process start(Path config) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Ingest.class.getName(),
            "--config",
            config.toString());
    return new ProcessBuilder(command).inheritIO().start();
  }

  private long spooled(int port) {
    try {
      JsonNode body = Json.mapper().readTree(get(port, "/health").orElseThrow().body());
      return body.at("/spool/records").longValue();
    } catch (IOException broken) {
      throw new AssertionError("The answer is not JSON", broken);
    }
  }

  private String targets(int port) {
    return get(port, "/targets").orElseThrow().body();
  }

  private Optional<HttpResponse<String>> get(int port, String path) {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try {
      return Optional.of(http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()));
    } catch (IOException notYet) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      throw new AssertionError("Interrupted", interrupted);
    }
  }

  private static void await(BooleanSupplier condition, String what) {
    Await.orFail(DEADLINE, condition, () -> what + ": none came");
  }
}
