package io.dbintel.bench.statements;

import io.dbintel.local.kafka.KafkaClients;
import io.dbintel.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills the raw topic of a broker with polls of a synthetic fleet. */
final class FleetInKafka {
  private FleetInKafka() {}

  static void createTopics(KafkaClients clients) {
    List<NewTopic> topics = new ArrayList<>();
    for (Topic topic : Topic.all()) {
      topics.add(
          new NewTopic(topic.topicName(), topic.partitions(), (short) 1)
              .configs(
                  Map.of(
                      "max.message.bytes",
                      Integer.toString(topic.maxMessageBytes()),
                      "retention.ms",
                      "-1")));
    }
    clients.createTopics(topics);
  }

  /** Writes poll after poll of all instances; returns the bytes of all values. */
  static long fill(String bootstrapServers, SyntheticFleet fleet, int instances, int polls) {
    Properties settings = new Properties();
    settings.setProperty("bootstrap.servers", bootstrapServers);
    settings.setProperty("compression.type", "zstd");
    settings.setProperty("linger.ms", "20");
    settings.setProperty("max.in.flight.requests.per.connection", "1");
    settings.setProperty("batch.size", Integer.toString(128 << 10));
    long bytes = 0;
    AtomicReference<Exception> refused = new AtomicReference<>();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int poll = 0; poll < polls; poll++) {
        int number = poll;
        bytes +=
            IntStream.range(0, instances)
                .parallel()
                .mapToLong(instance -> send(producer, fleet, instance, number, refused))
                .sum();
        System.err.printf("  poll %d of %d written%n", poll + 1, polls);
      }
      producer.flush();
    }
    if (refused.get() != null) {
      throw new IllegalStateException("The broker refused a record of the fleet", refused.get());
    }
    return bytes;
  }

  private static long send(
      KafkaProducer<byte[], byte[]> producer,
      SyntheticFleet fleet,
      int instance,
      int poll,
      AtomicReference<Exception> refused) {
    byte[] key = SyntheticFleet.instance(instance).getBytes(StandardCharsets.UTF_8);
    long[] bytes = {0};
    fleet.poll(
        instance,
        poll,
        chunk -> {
          bytes[0] += chunk.length;
          var unused =
              producer.send(
                  new ProducerRecord<>(
                      Topic.RAW_STATEMENTS.topicName(),
                      null,
                      SyntheticFleet.timestamp(poll),
                      key,
                      chunk),
                  (written, failure) -> {
                    if (failure != null) {
                      refused.compareAndSet(null, failure);
                    }
                  });
        });
    return bytes[0];
  }
}
