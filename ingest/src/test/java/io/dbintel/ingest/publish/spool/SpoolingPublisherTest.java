package io.dbintel.ingest.publish.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.ingest.config.ConfigLoader;
import io.dbintel.ingest.config.KafkaConfig;
import io.dbintel.ingest.publish.KafkaConnection;
import io.dbintel.ingest.publish.PublishException;
import io.dbintel.schemas.topic.Topic;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SpoolingPublisherTest {
  @TempDir Path folder;

  @Test
  void logsWaitInTheirFilesWhileTheSpoolIsMoreThanHalfFull() throws Exception {
    try (SpoolingPublisher publisher =
        SpoolingPublisher.open(config("x"), folder.resolve("spool"), 1 << 20)) {
      for (int number = 0; number < 4; number++) {
        assertThat(publisher.publish(SpoolTest.record(Topic.RAW_LOGS, number, 150_000)))
            .isEqualTo(true);
      }
      assertThat(publisher.publish(SpoolTest.record(Topic.RAW_LOGS, 4, 10))).isFalse();
      assertThat(publisher.publish(SpoolTest.record(Topic.RAW_PLANS, 5, 10))).isFalse();
      assertThat(publisher.publish(SpoolTest.record(Topic.RAW_STATEMENTS, 6, 10))).isTrue();

      assertThat(publisher.counters().total().lost()).isZero();
      assertThat(publisher.counters().receivedOf(Topic.RAW_LOGS)).isEqualTo(4);
      assertThat(publisher.status().spooledRecords()).isEqualTo(5);
    }
  }

  @Test
  void aSecretThatCannotBeReadIsAFailureOfTheConnectionAndNamesItsKey() throws Exception {
    Path secret = Files.writeString(folder.resolve("client-id"), "hidden");
    KafkaConfig config = config("${file:" + secret + "}");
    new KafkaConnection(config).check();
    Files.delete(secret);

    assertThatThrownBy(() -> new KafkaConnection(config).prepare())
        .isInstanceOf(PublishException.class)
        .hasMessageContaining("kafka.properties.client.id")
        .hasMessageNotContaining("hidden");
    assertThatThrownBy(() -> SpoolingPublisher.open(config, folder.resolve("spool"), 1 << 20))
        .isInstanceOf(PublishException.class);
  }

  /** Of a Kafka that is not there. */
  private KafkaConfig config(String clientId) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("collector.yaml"),
            """
            kafka:
              bootstrap_servers: 127.0.0.1:1
              flush_timeout: 1s
              properties: {client.id: 'ID'}
            targets:
              - {instance: a, host: h, user: u, password: p}
            """
                .replace("ID", clientId));
    return ConfigLoader.load(file).kafka();
  }
}
