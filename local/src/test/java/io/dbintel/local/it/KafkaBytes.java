package io.dbintel.local.it;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Everything that a broker holds: every partition of every topic, its own topics too. */
final class KafkaBytes {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Long> records = new TreeMap<>();
  private final Set<String> topicsWithIt = new TreeSet<>();

  private KafkaBytes() {}

  /** Reads all, decompressed, and looks for some bytes in keys, values and headers. */
  static KafkaBytes search(String bootstrapServers, String wanted) {
    KafkaBytes found = new KafkaBytes();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "enable.auto.commit", false,
                "exclude.internal.topics", false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (List<PartitionInfo> topic : consumer.listTopics().values()) {
        topic.forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(record -> found.take(record, wanted));
      }
    }
    return found;
  }

  /** Number of records by topic. */
  Map<String, Long> records() {
    return records;
  }

  /** Topics of which a record has it. */
  Set<String> topicsWithIt() {
    return topicsWithIt;
  }

  private void take(ConsumerRecord<byte[], byte[]> record, String wanted) {
    records.merge(record.topic(), 1L, Long::sum);
    StringBuilder all = new StringBuilder();
    append(all, record.key());
    append(all, record.value());
    for (Header header : record.headers()) {
      all.append(header.key());
      append(all, header.value());
    }
    if (all.indexOf(wanted) >= 0) {
      topicsWithIt.add(record.topic());
    }
  }

  private static void append(StringBuilder all, byte[] bytes) {
    if (bytes != null) {
      all.append(new String(bytes, StandardCharsets.ISO_8859_1)).append('\n');
    }
  }
}
