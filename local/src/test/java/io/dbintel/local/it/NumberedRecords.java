package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.config.KafkaConfig;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.publish.PublishException;
import io.dbintel.ingest.publish.RecordPublisher;
import io.dbintel.ingest.publish.spool.SpoolingPublisher;
import io.dbintel.local.kafka.EmbeddedKafka;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records that say where they belong: instance, number, and a time of their own. */
final class NumberedRecords {
  static final long FIRST_MILLIS = 1_760_000_000_000L;
  static final long SPOOL_BYTES = 64 << 20;
  private static final Charset UTF_8 = StandardCharsets.UTF_8;
  private static final Topic TOPIC = Topic.RAW_STATEMENTS;

  private NumberedRecords() {}

  /** Publishes one record; the rest of its value is ballast. */
  static boolean publish(RecordPublisher publisher, String instance, long number) {
    byte[] value = "%s:%d:%s".formatted(instance, number, "x".repeat(500)).getBytes(UTF_8);
    return publisher.publish(
        new OutgoingRecord(TOPIC, instance, FIRST_MILLIS + number, value, () -> {}));
  }

  /** All were delivered, in order, with their own time; some perhaps twice. */
  static void assertAllArrived(EmbeddedKafka kafka, Map<String, Long> counts) {
    Map<String, Set<Long>> arrived = new TreeMap<>();
    for (ConsumerRecord<byte[], byte[]> each : kafka.clients().readAll(TOPIC.topicName())) {
      String[] parts = new String(each.value(), UTF_8).split(":", 3);
      long number = Long.parseLong(parts[1]);
      assertThat(new String(each.key(), UTF_8)).isEqualTo(parts[0]);
      assertThat(each.timestamp()).isEqualTo(FIRST_MILLIS + number);
      arrived.computeIfAbsent(parts[0], any -> new LinkedHashSet<>()).add(number);
    }
    assertThat(arrived.keySet()).isEqualTo(counts.keySet());
    arrived.forEach(
        (instance, numbers) ->
            assertThat(new ArrayList<>(numbers))
                .as(instance)
                .isEqualTo(LongStream.range(0, counts.get(instance)).boxed().toList()));
  }

  static KafkaConfig config(String bootstrapServers) {
    KafkaConfig defaults = KafkaConfig.of(bootstrapServers);
    return new KafkaConfig(
        bootstrapServers,
        true,
        1,
        defaults.compression(),
        defaults.bufferBytes(),
        Duration.ofSeconds(5),
        Duration.ofSeconds(3),
        Map.of());
  }

  /**
   * Publishes in a process that never ends by itself, so that it can be killed.
   *
   * @param arguments bootstrap servers, folder, instance, number of records
   */
  public static void main(String[] arguments)
      throws PublishException, IOException, InterruptedException {
    SpoolingPublisher publisher =
        SpoolingPublisher.open(config(arguments[0]), Path.of(arguments[1]), SPOOL_BYTES);
    for (long number = 0; number < Long.parseLong(arguments[3]); number++) {
      publish(publisher, arguments[2], number);
    }
    System.out.println("published");
    System.in.read();
    Thread.currentThread().join();
  }

  /** Publishes in a process that is killed once it is done. */
  static void publishAndDie(String bootstrapServers, Path folder, String instance, long records)
      throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            NumberedRecords.class.getName(),
            bootstrapServers,
            folder.toString(),
            instance,
            Long.toString(records));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var out = process.inputReader(UTF_8)) {
      assertThat(out.readLine()).isEqualTo("published");
    } finally {
      process.destroyForcibly();
      process.onExit().join();
    }
  }
}
