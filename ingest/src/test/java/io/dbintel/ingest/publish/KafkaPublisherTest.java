package io.dbintel.ingest.publish;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.ingest.config.KafkaConfig;
import io.dbintel.ingest.config.Secret;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KafkaPublisherTest {
  @Test
  void aKafkaThatIsNotThereIsNamedWithTheSettingToLookAt() {
    KafkaConfig defaults = KafkaConfig.of("127.0.0.1:1");
    KafkaConfig config =
        new KafkaConfig(
            defaults.bootstrapServers(),
            true,
            -1,
            defaults.compression(),
            defaults.bufferBytes(),
            defaults.deliveryTimeout(),
            Duration.ofMillis(500),
            Map.of("reconnect.backoff.ms", Secret.of("50")));
    assertThatThrownBy(() -> KafkaPublisher.open(config))
        .isInstanceOf(PublishException.class)
        .hasMessageContaining("127.0.0.1:1")
        .hasMessageContaining("kafka.bootstrap_servers");
  }
}
