package io.dbintel.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.ingest.config.KafkaConfig;
import io.dbintel.ingest.config.Secret;
import io.dbintel.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class KafkaPublisherTest {
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final AtomicInteger lost = new AtomicInteger();
  private final AtomicInteger delivered = new AtomicInteger();

  @Test
  void recordsAreKeyedByInstanceStampedAndCountedWhenTheyAreDelivered() {
    try (KafkaPublisher publisher = new KafkaPublisher(producer, Duration.ofSeconds(1))) {
      assertThat(publisher.publish(record())).isTrue();
      assertThat(publisher.counters().total().records()).isZero();
      assertThat(delivered).hasValue(0);
      producer.completeNext();
      assertThat(delivered).hasValue(1);

      assertThat(publisher.counters().of(Topic.RAW_STATEMENTS))
          .isEqualTo(new PublishCounters.Counts(1, 3, 0));
      var sent = producer.history().get(0);
      assertThat(sent.topic()).isEqualTo("dbintel.raw.statements");
      assertThat(sent.key()).isEqualTo("a".getBytes(StandardCharsets.UTF_8));
      assertThat(sent.timestamp()).isEqualTo(42);
    }
  }

  @Test
  void aDeliveryThatFailsLaterIsCountedAndToldToTheSender() {
    try (KafkaPublisher publisher = new KafkaPublisher(producer, Duration.ofSeconds(1))) {
      assertThat(publisher.publish(record())).isTrue();
      producer.errorNext(new TimeoutException("late"));
      assertThat(publisher.counters().total().lost()).isEqualTo(1);
      assertThat(lost).hasValue(1);
      assertThat(delivered).hasValue(0);
    }
  }

  @Test
  void aRefusalIsSaidAtOnce() {
    try (KafkaPublisher publisher = new KafkaPublisher(producer, Duration.ofSeconds(1))) {
      producer.sendException = new KafkaException("full");
      assertThat(publisher.publish(record())).isFalse();
      assertThat(publisher.counters().total().lost()).isEqualTo(1);
    }
  }

  private OutgoingRecord record() {
    return new OutgoingRecord(
        Topic.RAW_STATEMENTS,
        "a",
        42,
        new byte[] {1, 2, 3},
        lost::incrementAndGet,
        delivered::incrementAndGet);
  }

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
