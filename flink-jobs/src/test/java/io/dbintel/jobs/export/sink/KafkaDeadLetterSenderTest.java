package io.dbintel.jobs.export.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbintel.jobs.kafka.KafkaOptions;
import io.dbintel.jobs.kafka.StartPosition;
import io.dbintel.schemas.deadletter.DeadLetter;
import io.dbintel.schemas.deadletter.Reason;
import io.dbintel.schemas.json.RecordCodec;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class KafkaDeadLetterSenderTest {
  private static final DeadLetter LETTER =
      DeadLetter.of("db-1", "t", 1, 2, "export-otlp", Reason.DESTINATION_REJECTED, "why");

  @Test
  void aLetterIsARecordOfItsInstance() throws Exception {
    ProducerRecord<byte[], byte[]> record = KafkaDeadLetterSender.record(LETTER);

    assertThat(record.topic()).isEqualTo("dbintel.deadletter");
    assertThat(record.key()).asString().isEqualTo("db-1");
    assertThat(new RecordCodec<>(DeadLetter.class).decode(record.value())).isEqualTo(LETTER);
  }

  @Test
  void aBrokerThatIsAwayFailsTheLetterAndBlocksNobody() throws Exception {
    KafkaOptions away =
        new KafkaOptions(
            "127.0.0.1:1", "g", StartPosition.earliest(), null, Map.of("max.block.ms", "300"));
    try (KafkaDeadLetterSender sender = new KafkaDeadLetterSender(away)) {
      CompletableFuture<Void> stored = sender.send(LETTER);

      assertThat(stored).isNotDone();
      assertThatThrownBy(() -> stored.get(20, TimeUnit.SECONDS))
          .hasMessageContaining("dbintel.deadletter");
    }
  }
}
