package io.dbintel.local.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Creates topics, publishes and reads whole topics as bytes. */
public final class KafkaClients implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration READ_DEADLINE = Duration.ofSeconds(60);

  private final String bootstrapServers;
  private KafkaProducer<byte[], byte[]> producer;

  public KafkaClients(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** Creates a topic with one replica. */
  public void createTopic(String name, int partitions, Map<String, String> settings) {
    createTopics(List.of(new NewTopic(name, partitions, (short) 1).configs(settings)));
  }

  /** Creates topics and returns when the broker knows them. */
  public void createTopics(Collection<NewTopic> topics) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      await(admin.createTopics(topics).all(), "create the topics " + topics);
    }
  }

  /** Writes one record and returns when the broker has it. */
  public void publish(String topic, byte[] key, byte[] value) {
    publish(List.of(new ProducerRecord<>(topic, key, value)));
  }

  /** Writes records in order and returns when the broker has them all. */
  public synchronized void publish(Collection<ProducerRecord<byte[], byte[]>> records) {
    if (producer == null) {
      producer =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", bootstrapServers, "max.request.size", 32 << 20),
              new ByteArraySerializer(),
              new ByteArraySerializer());
    }
    List<Future<?>> sent = new ArrayList<>();
    records.forEach(item -> sent.add(producer.send(item)));
    producer.flush();
    sent.forEach(each -> await(each, "publish"));
  }

  /**
   * All records of a topic up to its end at the time of the call, in order within each partition.
   */
  public List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
      long deadline = System.nanoTime() + READ_DEADLINE.toNanos();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(records::add);
        if (System.nanoTime() - deadline > 0) {
          throw new IllegalStateException(
              "Read %d records of %s in %d s and no end"
                  .formatted(records.size(), topic, READ_DEADLINE.toSeconds()));
        }
      }
      records.removeIf(
          item -> item.offset() >= ends.get(new TopicPartition(item.topic(), item.partition())));
      return records;
    }
  }

  /**
   * The sum over partitions of the end offsets: how many records were ever written, without
   * transactions.
   */
  public long endOffset(String topic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      return consumer
          .endOffsets(
              consumer.partitionsFor(topic).stream()
                  .map(info -> new TopicPartition(topic, info.partition()))
                  .toList())
          .values()
          .stream()
          .mapToLong(Long::longValue)
          .sum();
    }
  }

  @Override
  public synchronized void close() {
    if (producer != null) {
      producer.close();
      producer = null;
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  private void await(Future<?> future, String action) {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(
          "Kafka at %s does not %s: %s"
              .formatted(bootstrapServers, action, e.getCause().getMessage()),
          e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while Kafka was to " + action, e);
    }
  }
}
