package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.local.Await;
import io.dbintel.local.it.BadRecords.BadRecord;
import io.dbintel.schemas.deadletter.DeadLetter;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.json.RecordCodec;
import io.dbintel.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends bad records and expects one dead letter for each, from exactly where it lies. */
final class BadRecordSender implements AutoCloseable {
  private static final RecordCodec<DeadLetter> DEAD_LETTERS = new RecordCodec<>(DeadLetter.class);

  private final Pipeline pipeline;
  private final List<Expected> expected = new ArrayList<>();

  /** Compressed, the broker takes records that are larger than the topic's limit when read. */
  private final KafkaProducer<byte[], byte[]> producer;

  BadRecordSender(Pipeline pipeline) {
    this.pipeline = pipeline;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                pipeline.kafka().bootstrapServers(),
                "compression.type",
                "gzip",
                "max.request.size",
                32 << 20),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  private record Expected(BadRecord record, RecordMetadata place) {}

  void send(Topic topic, List<BadRecord> records) {
    for (BadRecord record : records) {
      expected.add(new Expected(record, send(topic, record.key(), record.value())));
    }
  }

  RecordMetadata send(Topic topic, String key, byte[] value) {
    byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
    try {
      return producer.send(new ProducerRecord<>(topic.topicName(), keyBytes, value)).get();
    } catch (ExecutionException e) {
      throw new AssertionError("Kafka does not take the record", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted", e);
    }
  }

  /** Waits for the dead letters, then compares each with the record it stands for. */
  void assertOneDeadLetterForEach(String stage) {
    Await.within(
        Pipeline.DEADLINE, () -> pipeline.records(Topic.DEADLETTER).size() >= expected.size());
    List<DeadLetter> letters =
        pipeline.records(Topic.DEADLETTER).stream().map(BadRecordSender::decode).toList();
    for (Expected each : expected) {
      List<DeadLetter> own =
          letters.stream()
              .filter(letter -> letter.topic().equals(each.place.topic()))
              .filter(letter -> letter.partition() == each.place.partition())
              .filter(letter -> letter.offset() == each.place.offset())
              .toList();
      assertThat(own).as("%s in %s", each.record, each.place).hasSize(1);
      assertThat(own.get(0).reason()).as("%s", each.record).isEqualTo(each.record.reason());
      assertThat(own.get(0).stage()).isEqualTo(stage);
      assertThat(own.get(0).message()).isNotBlank();
    }
    assertThat(letters).hasSize(expected.size());
  }

  /** Nothing of any payload is in the whole topic: keys, values and headers. */
  void assertNoSecretInDeadLetters() {
    for (ConsumerRecord<byte[], byte[]> record : pipeline.records(Topic.DEADLETTER)) {
      assertThat(new String(record.value(), StandardCharsets.UTF_8))
          .doesNotContain(BadRecords.SECRET);
      if (record.key() != null) {
        assertThat(new String(record.key(), StandardCharsets.UTF_8))
            .doesNotContain(BadRecords.SECRET);
      }
      assertThat(record.headers()).isEmpty();
    }
  }

  @Override
  public void close() {
    producer.close();
  }

  private static DeadLetter decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      return DEAD_LETTERS.decode(record.value());
    } catch (InvalidRecordException broken) {
      throw new AssertionError("A dead letter cannot be read", broken);
    }
  }
}
