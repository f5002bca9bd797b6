package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.publish.KafkaConnection;
import io.dbintel.ingest.publish.LossReason;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.spool.SpoolingPublisher;
import io.dbintel.local.Await;
import io.dbintel.local.kafka.EmbeddedKafka;
import io.dbintel.schemas.topic.Topic;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of records while a real broker goes and comes. */
@Timeout(240)
class SpoolIT {
  private static final Duration DEADLINE = Duration.ofSeconds(90);
  @TempDir Path folder;
  private EmbeddedKafka kafka;

  @BeforeEach
  void start() {
    kafka = EmbeddedKafka.start();
  }

  @AfterEach
  void stop() {
    kafka.close();
  }

  @Test
  void nothingIsLostAndOrderIsKeptWhileTheBrokerIsAwayTwice() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    AtomicLong accepted = new AtomicLong();
    Map<String, Long> counts = new TreeMap<>();
    try (SpoolingPublisher publisher = open()) {
      assertThat(publisher.status().kafkaTakes()).isTrue();
      List<CompletableFuture<Long>> senders = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        String instance = "db-" + i;
        senders.add(
            CompletableFuture.supplyAsync(() -> send(publisher, instance, enough, accepted)));
      }
      for (int outage = 0; outage < 2; outage++) {
        awaitMore(accepted, 1_000);
        kafka.stop();
        await(() -> publisher.status().spooledRecords() > 500, "Records in the spool");
        assertThat(publisher.status().kafkaTakes()).isFalse();
        awaitMore(accepted, 2_000);
        kafka.startAgain();
        await(() -> publisher.status().kafkaTakes(), "Kafka takes records");
        await(() -> publisher.status().spooledRecords() == 0, "An empty spool");
      }
      awaitMore(accepted, 500);
      enough.set(true);
      for (int i = 0; i < senders.size(); i++) {
        counts.put("db-" + i, senders.get(i).join());
      }
      assertThat(publisher.counters().total().lost()).isZero();
    }
    NumberedRecords.assertAllArrived(kafka, counts);
  }

  @Test
  void itStartsWithoutTheBrokerAndCreatesTopicsLater() throws Exception {
    String bootstrapServers = kafka.bootstrapServers();
    kafka.stop();
    try (SpoolingPublisher publisher = open()) {
      for (long number = 0; number < 1_000; number++) {
        assertThat(NumberedRecords.publish(publisher, "db", number)).isTrue();
      }
      assertThat(publisher.status().spooledRecords()).isEqualTo(1_000);
      assertThat(kafka.bootstrapServers()).isEqualTo(bootstrapServers);
      kafka.startAgain();
      await(() -> publisher.status().spooledRecords() == 0, "An empty spool");
      for (long number = 1_000; number < 1_100; number++) {
        NumberedRecords.publish(publisher, "db", number);
      }
    }
    NumberedRecords.assertAllArrived(kafka, Map.of("db", 1_100L));
  }

  @Test
  void whatAKilledProcessHasSpooledIsDeliveredByTheNext() throws Exception {
    kafka.stop();
    NumberedRecords.publishAndDie(kafka.bootstrapServers(), folder, "db", 3_000);
    kafka.startAgain();
    try (SpoolingPublisher publisher = open()) {
      for (long number = 3_000; number < 3_100; number++) {
        NumberedRecords.publish(publisher, "db", number);
      }
      await(() -> publisher.status().spooledRecords() == 0, "An empty spool");
    }
    NumberedRecords.assertAllArrived(kafka, Map.of("db", 3_100L));
  }

  @Test
  void aCleanStopLeavesTheRestInTheSpool() throws Exception {
    try (SpoolingPublisher publisher = open()) {
      NumberedRecords.publish(publisher, "db", 0);
      await(() -> publisher.counters().total().records() == 1, "A delivered record");
      kafka.stop();
      for (long number = 1; number < 500; number++) {
        assertThat(NumberedRecords.publish(publisher, "db", number)).isTrue();
      }
    }
    kafka.startAgain();
    try (SpoolingPublisher publisher = open()) {
      await(() -> publisher.status().spooledRecords() == 0, "An empty spool");
      assertThat(publisher.counters().total().lost()).isZero();
    }
    NumberedRecords.assertAllArrived(kafka, Map.of("db", 500L));
  }

  @Test
  void aRecordThatKafkaNeverTakesHoldsNoOtherUp() throws Exception {
    // Too large for its topic, though not for the producer.
    byte[] large = new byte[Topic.RAW_STATEMENTS.maxMessageBytes() + 100_000];
    new Random(1).nextBytes(large);
    AtomicLong toldLost = new AtomicLong();
    new KafkaConnection(NumberedRecords.config(kafka.bootstrapServers())).prepare();
    kafka.stop();
    try (SpoolingPublisher publisher = open()) {
      NumberedRecords.publish(publisher, "db", 0);
      publisher.publish(
          new OutgoingRecord(Topic.RAW_STATEMENTS, "db", 1, large, toldLost::incrementAndGet));
      NumberedRecords.publish(publisher, "db", 1);
      kafka.startAgain();
      await(() -> publisher.status().spooledRecords() == 0, "An empty spool");
      await(
          () -> publisher.counters().lostOf(Topic.RAW_STATEMENTS, LossReason.TOO_LARGE) == 1,
          "One counted loss");
      await(() -> publisher.status().kafkaTakes(), "Kafka takes records");
      publisher.publish(
          new OutgoingRecord(Topic.RAW_STATEMENTS, "db", 1, large, toldLost::incrementAndGet));
      await(() -> toldLost.get() == 1, "A sender that was told");
      NumberedRecords.publish(publisher, "db", 2);
    }
    NumberedRecords.assertAllArrived(kafka, Map.of("db", 3L));
  }

  @Test
  void heartbeatsGoToTheirPartitionsAndThoseThatAreNotThereAreCounted() throws Exception {
    try (SpoolingPublisher publisher = open()) {
      int partitions = publisher.partitions(Topic.HEARTBEATS);
      assertThat(partitions).isEqualTo(Topic.HEARTBEATS.partitions());
      for (int partition = 0; partition <= partitions; partition++) {
        publisher.publish(
            new OutgoingRecord(
                Topic.HEARTBEATS, "c", partition, 1, new byte[] {1}, () -> {}, () -> {}));
      }
      await(() -> publisher.counters().of(Topic.HEARTBEATS).records() >= partitions, "Heartbeats");
      assertThat(publisher.counters().lostOf(Topic.HEARTBEATS, LossReason.NO_SUCH_PARTITION))
          .isEqualTo(1);
      assertThat(kafka.clients().readAll(Topic.HEARTBEATS.topicName()))
          .allMatch(record -> record.key() == null)
          .extracting(ConsumerRecord::partition)
          .containsAll(IntStream.range(0, partitions).boxed().toList());
    }
  }

  private SpoolingPublisher open() throws Exception {
    return SpoolingPublisher.open(
        NumberedRecords.config(kafka.bootstrapServers()), folder, NumberedRecords.SPOOL_BYTES);
  }

  private static long send(
      SpoolingPublisher publisher, String instance, AtomicBoolean enough, AtomicLong accepted) {
    long number = 0;
    while (!enough.get()) {
      assertThat(NumberedRecords.publish(publisher, instance, number)).isTrue();
      number++;
      accepted.incrementAndGet();
      LockSupport.parkNanos(2_000_000);
    }
    return number;
  }

  private static void awaitMore(AtomicLong accepted, long more) {
    long goal = accepted.get() + more;
    await(() -> accepted.get() >= goal, "More records");
  }

  private static void await(BooleanSupplier condition, String what) {
    Await.orFail(DEADLINE, condition, () -> what + ": none came");
  }
}
