package io.dbintel.jobs.statements;

import io.dbintel.jobs.kafka.RawRecord;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.envelope.Server;
import io.dbintel.schemas.statements.Poll;
import io.dbintel.schemas.statements.QueryTexts;
import io.dbintel.schemas.statements.QueryTexts.QueryText;
import io.dbintel.schemas.statements.QueryTextsCodec;
import io.dbintel.schemas.statements.RowKeys;
import io.dbintel.schemas.statements.StatementsChunkWriter;
import io.dbintel.schemas.topic.Topic;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records of polls of several instances, as collectors would publish them. */
final class FleetOfPolls {
  static final int BUCKETS = 4;
  private static final int ROWS = 24;
  private static final long START = 1_700_000_000_000_000L;
  private static final List<String> COLUMNS =
      List.of("userid", "dbid", "queryid", "toplevel", "calls", "total_exec_time");

  private long offset;

  /** One chunk; every row ran {@code queryid} times more than in the poll before. */
  RawRecord chunk(String instance, int poll, int bucket) {
    return chunk(instance, poll, bucket, null);
  }

  /**
   * A chunk whose poll names the texts published before it.
   *
   * @param texts counter of the record; null when there is none
   */
  RawRecord chunk(String instance, int poll, int bucket, Long texts) {
    List<Object[]> rows = new ArrayList<>();
    for (long queryid = 1; queryid <= ROWS; queryid++) {
      if (RowKeys.bucket(RowKeys.hash(10, 5, true, queryid), BUCKETS) == bucket) {
        rows.add(
            new Object[] {
              10L, 5L, queryid, true, queryid * (poll + 1), queryid * (poll + 1) * 0.5
            });
      }
    }
    byte[] value =
        StatementsChunkWriter.write(
            envelope(instance, poll, bucket),
            new Poll(
                poll,
                bucket,
                BUCKETS,
                rows.size(),
                ROWS,
                0,
                0L,
                texts == null ? null : new Sequence(START, texts)),
            COLUMNS,
            rows);
    return record(instance, value);
  }

  /** A record with the texts of all queries; each holds the secret as a literal. */
  RawRecord texts(String instance, long counter, String secret) {
    List<QueryText> texts = new ArrayList<>();
    for (long queryid = 1; queryid <= ROWS; queryid++) {
      String text = "SELECT a FROM t%d WHERE s = '%s'".formatted(queryid, secret);
      texts.add(new QueryText(10, 5, true, queryid, text, false));
    }
    Envelope envelope = envelope(instance, (int) counter, 0);
    return record(
        Topic.RAW_QUERY_TEXTS,
        instance,
        QueryTextsCodec.encode(
            new QueryTexts(
                new Envelope(
                    envelope.schemaVersion(),
                    "query-texts:" + counter,
                    instance,
                    envelope.collector(),
                    envelope.collectedAt(),
                    envelope.serverTimeBefore(),
                    envelope.serverTimeAfter(),
                    envelope.outcome(),
                    null,
                    envelope.server(),
                    envelope.epoch(),
                    Map.of(),
                    Map.of(),
                    null,
                    new Sequence(START, counter)),
                texts)));
  }

  /** A record of the statements topic with any bytes. */
  RawRecord record(String key, byte[] value) {
    return record(Topic.RAW_STATEMENTS, key, value);
  }

  private RawRecord record(Topic topic, String key, byte[] value) {
    return new RawRecord(
        topic.topicName(),
        0,
        offset++,
        START / 1_000,
        key == null ? null : key.getBytes(StandardCharsets.UTF_8),
        value);
  }

  private static Envelope envelope(String instance, int poll, int bucket) {
    long time = START + poll * 60_000_000L;
    return new Envelope(
        Envelope.SCHEMA_VERSION,
        "statements:" + instance + ":" + START + ":" + poll + ":" + bucket,
        instance,
        "collector",
        time,
        time - 1_000,
        time,
        Outcome.OK,
        null,
        new Server("db.example", 5432, 170_000),
        new Epoch("7", START - 1, null, "all", "pg_stat_statements", "1.10", Epoch.CUMULATIVE),
        Map.of(5L, "shop"),
        Map.of(10L, "app"),
        null,
        new Sequence(START, (long) poll * BUCKETS + bucket));
  }
}
