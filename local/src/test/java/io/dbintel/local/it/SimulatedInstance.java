package io.dbintel.local.it;

import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.envelope.Server;
import io.dbintel.schemas.statements.Poll;
import io.dbintel.schemas.statements.RowKeys;
import io.dbintel.schemas.statements.StatementsChunkWriter;
import io.dbintel.schemas.testing.SchemaValidation;
import io.dbintel.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Polls of an instance that exists only as counters, which the test knows. */
final class SimulatedInstance {
  /** Of these days: Kafka deletes records whose timestamp is older than the topic's retention. */
  private static final long RUN = System.currentTimeMillis() * 1_000;

  private static final long POLL_MICROS = 10_000_000L;
  private static final List<String> COLUMNS =
      List.of("userid", "dbid", "toplevel", "queryid", "calls", "total_exec_time", "rows");
  private static final Server SERVER = new Server("db.example", 5432, 170_006);
  private static final Epoch EPOCH =
      new Epoch(
          "7400000000000000001",
          RUN - POLL_MICROS,
          null,
          Epoch.privilege(true, 99),
          "pg_stat_statements",
          "1.11",
          Epoch.CUMULATIVE);

  private final String name;
  private final int statements;
  private final int buckets;
  private long polls;
  private long sequence;

  SimulatedInstance(String name, int statements, int buckets) {
    this.name = name;
    this.statements = statements;
    this.buckets = buckets;
  }

  String name() {
    return name;
  }

  /** As ids of results hold the last poll. */
  String lastPoll() {
    return "%s:%d:%d".formatted(name, RUN, polls - 1);
  }

  /** Calls of each statement from the first poll to the last. */
  Map<Long, Long> callsSinceBaseline() {
    Map<Long, Long> calls = new TreeMap<>();
    for (long queryid = 1; queryid <= statements; queryid++) {
      calls.put(queryid, calls(queryid, polls - 1) - calls(queryid, 0));
    }
    return calls;
  }

  /** Records of the next poll, one for each bucket. */
  List<ProducerRecord<byte[], byte[]>> nextPoll() {
    long number = polls++;
    long time = RUN + number * POLL_MICROS;
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int bucket = 0; bucket < buckets; bucket++) {
      List<Object[]> rows = rows(number, bucket);
      Envelope envelope =
          new Envelope(
              Envelope.SCHEMA_VERSION,
              "statements:%s:%d:%d:%d".formatted(name, RUN, number, bucket),
              name,
              "simulated",
              time,
              time - 2_000,
              time - 1_000,
              Outcome.OK,
              null,
              SERVER,
              EPOCH,
              Map.of(5L, "shop"),
              Map.of(10L, "clerk"),
              null,
              new Sequence(RUN, sequence++));
      Poll poll = new Poll(number, bucket, buckets, rows.size(), statements, 0, 0L, null);
      byte[] value = StatementsChunkWriter.write(envelope, poll, COLUMNS, rows);
      SchemaValidation.assertValid(Topic.RAW_STATEMENTS, value);
      records.add(
          new ProducerRecord<>(
              Topic.RAW_STATEMENTS.topicName(),
              null,
              time / 1_000,
              name.getBytes(StandardCharsets.UTF_8),
              value));
    }
    return records;
  }

  private List<Object[]> rows(long poll, int bucket) {
    List<Object[]> rows = new ArrayList<>();
    for (long queryid = 1; queryid <= statements; queryid++) {
      if (RowKeys.bucket(RowKeys.hash(10, 5, true, queryid), buckets) == bucket) {
        long calls = calls(queryid, poll);
        rows.add(new Object[] {10L, 5L, true, queryid, calls, calls * 0.5, calls * 3});
      }
    }
    return rows;
  }

  /** Rises with each poll by an amount that differs from statement to statement. */
  private static long calls(long queryid, long poll) {
    return queryid * 1_000 + poll * (queryid % 7 + 1);
  }
}
