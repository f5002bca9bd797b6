package io.dbintel.jobs.export.sink;

import io.dbintel.jobs.kafka.KafkaOptions;
import io.dbintel.schemas.deadletter.DeadLetter;
import io.dbintel.schemas.json.RecordCodec;
import io.dbintel.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Writes dead letters to {@code dbintel.deadletter}. The producer is made for the first letter, so
 * that a healthy export has none; it lives on a thread of its own because its calls may block.
 */
public final class KafkaDeadLetterSender implements DeadLetterSender {
  private static final RecordCodec<DeadLetter> CODEC = new RecordCodec<>(DeadLetter.class);

  private final KafkaOptions kafka;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(KafkaDeadLetterSender::daemon);
  private Producer<byte[], byte[]> producer;

  public KafkaDeadLetterSender(KafkaOptions kafka) {
    this.kafka = kafka;
  }

  @Override
  public CompletableFuture<Void> send(DeadLetter letter) {
    CompletableFuture<Void> stored = new CompletableFuture<>();
    try {
      thread.execute(() -> produce(letter, stored));
    } catch (RejectedExecutionException closed) {
      stored.completeExceptionally(closed);
    }
    return stored;
  }

  private void produce(DeadLetter letter, CompletableFuture<Void> stored) {
    try {
      var unused =
          producer()
              .send(
                  record(letter),
                  (metadata, failure) -> {
                    if (failure == null) {
                      stored.complete(null);
                    } else {
                      stored.completeExceptionally(failure);
                    }
                  });
    } catch (RuntimeException failure) {
      stored.completeExceptionally(failure);
    }
  }

  private Producer<byte[], byte[]> producer() {
    if (producer == null) {
      producer =
          new KafkaProducer<>(
              kafka.producerProperties(), new ByteArraySerializer(), new ByteArraySerializer());
    }
    return producer;
  }

  static ProducerRecord<byte[], byte[]> record(DeadLetter letter) {
    byte[] key =
        letter.instance() == null ? null : letter.instance().getBytes(StandardCharsets.UTF_8);
    return new ProducerRecord<>(Topic.DEADLETTER.topicName(), key, CODEC.encode(letter));
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "otlp-deadletters");
    thread.setContextClassLoader(KafkaDeadLetterSender.class.getClassLoader());
    thread.setDaemon(true);
    return thread;
  }

  /** Does not wait for letters in flight: they are in the last checkpoint. */
  @Override
  public void close() {
    try {
      thread.execute(
          () -> {
            if (producer != null) {
              producer.close(Duration.ZERO);
            }
          });
    } finally {
      thread.shutdown();
    }
  }
}
