package io.dbintel.local.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.Ingest;
import io.dbintel.local.Await;
import io.dbintel.local.kafka.EmbeddedKafka;
import io.dbintel.schemas.deadletter.InvalidRecordException;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.statements.StatementsChunk;
import io.dbintel.schemas.statements.StatementsChunkReader;
import io.dbintel.schemas.topic.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many targets with many statements are read for the first time, all of them within seconds. */
@Timeout(300)
class SmallHeapIT {
  private static final int TARGETS = 40;
  private static final int STATEMENTS = 5_000;
  private static final int POLLS = 2;

  private final StatementsChunkReader reader = new StatementsChunkReader();
  private final StatementsChunk chunk = new StatementsChunk();
  private final Map<String, Integer> rows = new HashMap<>();

  /** How many polls came with all their rows, by target. */
  private final Map<String, Integer> whole = new TreeMap<>();

  private int seen;
  @TempDir Path folder;

  @Test
  void aFleetThatStartsAtOnceFitsIntoASmallHeapAndNoRowIsLeftOut() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start();
        MonitoredServer server =
            MonitoredServer.start(17, Map.of("pg_stat_statements.max", "10000"))) {
      track(server);
      Process process = start(config(kafka, server));
      try (TopicLog log =
          new TopicLog(kafka.bootstrapServers(), List.of(Topic.RAW_STATEMENTS), Set.of())) {
        Await.orFail(
            Duration.ofSeconds(150),
            () -> {
              assertThat(process.isAlive()).as("the collector's process").isTrue();
              readOn(log);
              return whole.values().stream().filter(polls -> polls >= POLLS).count() == TARGETS;
            },
            () -> "whole polls by target: " + whole);
      } finally {
        process.destroy();
      }
      assertThat(process.waitFor()).isZero();
    }
  }

  private void readOn(TopicLog log) {
    List<ConsumerRecord<byte[], byte[]>> records = log.records(Topic.RAW_STATEMENTS);
    for (; seen < records.size(); seen++) {
      try {
        reader.read(records.get(seen).value(), chunk);
      } catch (InvalidRecordException e) {
        throw new AssertionError(e);
      }
      assertThat(chunk.envelope().outcome()).isEqualTo(Outcome.OK);
      assertThat(chunk.poll().pollRows()).isGreaterThan(STATEMENTS);
      String instance = chunk.envelope().instance();
      String poll = instance + " " + chunk.poll().number();
      if (rows.merge(poll, chunk.rows(), Integer::sum) == chunk.poll().pollRows()) {
        whole.merge(instance, 1, Integer::sum);
      }
    }
  }

  /** Statements of different structure. */
  private static void track(MonitoredServer server) throws SQLException {
    try (Connection connection = server.postgres().connect("postgres");
        Statement statement = connection.createStatement()) {
      for (int n = 0; n < STATEMENTS; n++) {
        StringBuilder text = new StringBuilder("SELECT 1");
        for (int bit = 0; bit < 13; bit++) {
          text.append((n >> bit & 1) == 1 ? ", relname" : ", relkind").append(" AS column_of_it");
        }
        statement.execute(text.append(" FROM pg_class WHERE oid = 0").toString());
      }
    }
  }

  private Path config(EmbeddedKafka kafka, MonitoredServer server) throws IOException {
    StringBuilder yaml = new StringBuilder();
    yaml.append(
        """
        health_address: 'off'
        kafka: {bootstrap_servers: '%s', replication_factor: 1, buffer_bytes: 8388608}
        defaults:
          user: %s
          password: "%s"
          statements: {interval: 10s}
          sessions: {enabled: false}
          metrics: {enabled: false}
        targets:
        """
            .formatted(
                kafka.bootstrapServers(), MonitoredServer.MONITOR, MonitoredServer.PASSWORD));
    for (int target = 0; target < TARGETS; target++) {
      yaml.append(
          "  - {instance: db-%d, host: 127.0.0.1, port: %d}\n"
              .formatted(target, server.postgres().port()));
    }
    return Files.writeString(folder.resolve("ingest.yaml"), yaml);
  }

  private static Process start(Path config) throws IOException {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("java.class.path"),
                Ingest.class.getName(),
                "--config",
                config.toString()))
        .inheritIO()
        .start();
  }
}
