package io.dbintel.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class EmbeddedKafkaIT {
  @Test
  void whatIsPublishedIsReadBack() {
    try (EmbeddedKafka kafka = EmbeddedKafka.start()) {
      publishesAndReads(kafka.clients());
      assertThat(kafka.logBytes()).isPositive();
      assertThatThrownBy(() -> kafka.clients().createTopic("numbers", 1, Map.of()))
          .hasMessageContaining("numbers")
          .hasMessageContaining("already exists");
    }
  }

  @Test
  void aBrokerInAProcessOfItsOwnEndsWithItsHandle() {
    ProcessHandle process;
    try (KafkaProcess kafka = KafkaProcess.start(256, Map.of("num.io.threads", "1"))) {
      process = kafka.process();
      assertThat(process.isAlive()).isTrue();
      publishesAndReads(kafka.clients());
    }
    assertThat(process.isAlive()).isFalse();
  }

  private static void publishesAndReads(KafkaClients clients) {
    clients.createTopic("numbers", 3, Map.of("max.message.bytes", "16777216"));
    clients.publish(
        IntStream.range(0, 100)
            .mapToObj(n -> new ProducerRecord<>("numbers", n % 3, bytes("k"), bytes("v" + n)))
            .toList());
    clients.publish("numbers", bytes("large"), new byte[10 << 20]);

    assertThat(clients.readAll("numbers")).hasSize(101);
    assertThat(clients.endOffset("numbers")).isEqualTo(101);
    List<String> first =
        clients.readAll("numbers").stream()
            .filter(item -> item.partition() == 0 && item.value().length < 10)
            .map(item -> new String(item.value(), StandardCharsets.UTF_8))
            .toList();
    assertThat(first).startsWith("v0", "v3", "v6").hasSize(34);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
