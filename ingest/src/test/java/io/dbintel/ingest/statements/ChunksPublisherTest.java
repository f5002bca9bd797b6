package io.dbintel.ingest.statements;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.collect.Names;
import io.dbintel.ingest.collect.Outbox;
import io.dbintel.ingest.config.Secret;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.publish.OutgoingRecord;
import io.dbintel.ingest.testing.FakePublisher;
import io.dbintel.schemas.envelope.Epoch;
import io.dbintel.schemas.envelope.Outcome;
import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.statements.StatementsChunk;
import io.dbintel.schemas.statements.StatementsChunkReader;
import io.dbintel.schemas.topic.Topic;
import java.time.Clock;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChunksPublisherTest {
  private static final TargetConfig TARGET =
      TargetConfig.of("shop", "db", 5432, "postgres", "u", Secret.NONE);
  private static final Names NAMES =
      new Names(Map.of(4_000_000_000L, "app", 1L, "other"), Map.of(10L, "alice"));

  private final FakePublisher kafka = new FakePublisher();
  private final CollectorRun run = new CollectorRun("c", 7, Clock.systemUTC());
  private final ChunksPublisher chunks =
      new ChunksPublisher(run, TARGET, new Envelopes(run, TARGET));

  @Test
  void everyRowComesBackFromItsBucketAndEmptyBucketsArePublished() throws Exception {
    publish(0, Rows.of(450, "x"));
    kafka.records().clear();
    publish(1, Rows.of(100, "x"));

    StatementsChunk chunk = new StatementsChunk();
    Set<Long> queryids = new HashSet<>();
    int bucket = 0;
    for (OutgoingRecord record : kafka.records()) {
      new StatementsChunkReader().read(record.value(), chunk);
      assertThat(record.topic()).isEqualTo(Topic.RAW_STATEMENTS);
      assertThat(record.instance()).isEqualTo("shop");
      assertThat(record.timestampMillis()).isEqualTo(1_234);
      assertThat(chunk.envelope().id()).isEqualTo("statements:shop:7:1:" + bucket);
      assertThat(chunk.envelope().sequence()).isEqualTo(new Sequence(7, 4 + bucket));
      assertThat(chunk.poll().bucket()).isEqualTo(bucket++);
      assertThat(chunk.poll().buckets()).isEqualTo(4);
      assertThat(chunk.poll().pollRows()).isEqualTo(100);
      assertThat(chunk.poll().hiddenRows()).isEqualTo(3);
      assertThat(chunk.poll().dealloc()).isEqualTo(1);
      assertThat(chunk.poll().textsSequence()).isEqualTo(new Sequence(7, 9));
      assertThat(chunk.envelope().epoch())
          .isEqualTo(
              new Epoch(
                  "77",
                  50L,
                  null,
                  "all without role 99",
                  "pg_stat_statements",
                  "1.11",
                  "cumulative"));
      assertThat(chunk.envelope().databases()).isEqualTo(Map.of(4_000_000_000L, "app"));
      assertThat(chunk.unknownColumns()).containsExactly("a_new_column");
      for (int row = 0; row < chunk.rows(); row++) {
        queryids.add(chunk.queryid(row));
      }
    }
    assertThat(bucket).isEqualTo(4);
    assertThat(queryids).hasSize(100);

    kafka.records().clear();
    publish(2, Rows.of(0, "x"));
    assertThat(kafka.records()).hasSize(1);
  }

  @Test
  void bucketsDoubleWhileAChunkIsTooLarge() throws Exception {
    int buckets = publish(0, Rows.of(100, "x".repeat(30_000)));
    assertThat(buckets).isBetween(4, 16);
    assertThat(kafka.records()).hasSize(buckets);
    assertThat(kafka.records())
        .allSatisfy(
            record ->
                assertThat(record.value()).hasSizeLessThanOrEqualTo(ChunkEncoder.MAX_CHUNK_BYTES));
    assertThat(publish(1, Rows.of(100, "x"))).isEqualTo(buckets > 4 ? 1 : buckets);
  }

  @Test
  void aFailedPollIsOneRecordThatEveryReaderTakes() throws Exception {
    StatementsChunkReader reader = new StatementsChunkReader();
    StatementsChunk chunk = new StatementsChunk();
    publish(0, Rows.of(1, "x"));
    reader.read(kafka.records().get(0).value(), chunk);
    chunks.publishFailed(1, "timeout", 0, null, outbox());
    reader.read(kafka.records().get(1).value(), chunk);

    assertThat(chunk.envelope().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(chunk.envelope().reason()).isEqualTo("timeout");
    assertThat(chunk.envelope().epoch()).isNull();
    assertThat(chunk.poll().bucket()).isEqualTo(-1);
    assertThat(chunk.poll().buckets()).isZero();
    assertThat(chunk.rows()).isZero();
  }

  @Test
  void afterARefusalTheRestOfThePollIsDropped() throws Exception {
    kafka.refuse();
    Outbox outbox = outbox();
    chunks.publish(0, Rows.read(Rows.of(800, "x")), NAMES, null, outbox);
    assertThat(outbox.accepted()).isFalse();
    assertThat(kafka.counters().total().lost()).isEqualTo(1);
  }

  private int publish(long number, CounterRows rows) throws Exception {
    return chunks.publish(number, Rows.read(rows), NAMES, new Sequence(7, 9), outbox());
  }

  private Outbox outbox() {
    return new Outbox(kafka, "shop", 1_234_567);
  }
}
