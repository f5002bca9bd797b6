package io.dbintel.local.demo;

import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.topic.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads all topics from their beginning, on a thread of its own, and adds up what it reads: memory
 * does not grow with the length of the demo.
 */
final class TopicFollower implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long CLOSE_SECONDS = 10;

  private final RawPolls rawPolls = new RawPolls();
  private final PublishedTexts texts = new PublishedTexts();
  private final IntervalSums intervals = new IntervalSums();
  private final TopicCounts counts = new TopicCounts();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Map<TopicPartition, Long> positions = Map.of();
  private volatile boolean closed;
  private final AtomicLong deadLetters = new AtomicLong();
  private final AtomicLong unreadable = new AtomicLong();

  TopicFollower(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "enable.auto.commit", false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        Topic.all().stream()
            .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Thread thread = new Thread(this::follow, "topic-follower");
    thread.setDaemon(true);
    thread.start();
  }

  RawPolls rawPolls() {
    return rawPolls;
  }

  PublishedTexts texts() {
    return texts;
  }

  IntervalSums intervals() {
    return intervals;
  }

  TopicCounts counts() {
    return counts;
  }

  long deadLetters() {
    return deadLetters.get();
  }

  /** Records that break their contract. */
  long unreadable() {
    return unreadable.get();
  }

  /** How many records of a topic have been added up. */
  long position(Topic topic) {
    return positions.entrySet().stream()
        .filter(entry -> entry.getKey().topic().equals(topic.topicName()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      if (!ended.await(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("A Kafka consumer has not ended in " + CLOSE_SECONDS + "s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    Map<TopicPartition, Long> read = new HashMap<>();
    try (consumer) {
      while (!closed) {
        for (ConsumerRecord<byte[], byte[]> item : consumer.poll(POLL)) {
          accept(item);
          read.put(new TopicPartition(item.topic(), item.partition()), item.offset() + 1);
        }
        positions = Map.copyOf(read);
      }
    } catch (WakeupException closing) {
      closed = true;
    } finally {
      ended.countDown();
    }
  }

  private void accept(ConsumerRecord<byte[], byte[]> item) {
    Topic topic = Topic.named(item.topic()).orElseThrow();
    if (topic == Topic.DEADLETTER) {
      deadLetters.incrementAndGet();
    }
    try {
      counts.add(topic, item.value());
      switch (topic) {
        case RAW_STATEMENTS -> rawPolls.add(item.value());
        case RAW_QUERY_TEXTS -> texts.add(item.value());
        case STATEMENT_INTERVALS -> intervals.add(item.value());
        default -> {
          // Counted, which is all that is needed of it.
        }
      }
    } catch (InvalidRecordException broken) {
      unreadable.incrementAndGet();
    }
  }
}
