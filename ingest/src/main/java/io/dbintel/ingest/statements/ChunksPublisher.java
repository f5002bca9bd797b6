package io.dbintel.ingest.statements;

import io.dbintel.ingest.collect.CollectorRun;
import io.dbintel.ingest.collect.Names;
import io.dbintel.ingest.collect.Outbox;
import io.dbintel.ingest.config.TargetConfig;
import io.dbintel.ingest.postgres.FailureCode;
import io.dbintel.ingest.postgres.PollFailure;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.envelope.Sequence;
import io.dbintel.schemas.statements.Poll;
import io.dbintel.schemas.statements.StatementsChunkWriter;
import io.dbintel.schemas.topic.Topic;
import java.util.List;
import java.util.Optional;

/** Publishes the counters of polls: a chunk for each bucket, or one record for a failed poll. */
final class ChunksPublisher {
  /** Columns that every reader asks for; a failed poll has no rows to go with them. */
  private static final List<String> KEY_COLUMNS = List.of("userid", "dbid", "queryid", "calls");

  private final CollectorRun run;
  private final TargetConfig target;
  private final Envelopes envelopes;
  private final BucketCount bucketCount = new BucketCount();
  private long counter;

  ChunksPublisher(CollectorRun run, TargetConfig target, Envelopes envelopes) {
    this.run = run;
    this.target = target;
    this.envelopes = envelopes;
  }

  /**
   * @return number of buckets
   * @throws PollFailure when a single row is too large for a record
   */
  int publish(long pollNumber, StatementsRead read, Names names, Sequence texts, Outbox outbox)
      throws PollFailure {
    ChunkEncoder encoder = new ChunkEncoder(read.counters(), names);
    int buckets = bucketCount.forRows(read.counters().size());
    Optional<List<ChunkEncoder.Chunk>> chunks = Optional.empty();
    while (chunks.isEmpty()) {
      chunks = encoder.encode(buckets, new Headers(pollNumber, read, texts, outbox));
      if (chunks.isEmpty()) {
        buckets = grow(buckets);
      }
    }
    counter += buckets;
    for (ChunkEncoder.Chunk chunk : chunks.get()) {
      if (!outbox.accepted()) {
        break;
      }
      outbox.send(Topic.RAW_STATEMENTS, chunk.bytes());
    }
    return buckets;
  }

  void publishFailed(
      long pollNumber, String reason, int versionNum, Sequence texts, Outbox outbox) {
    Envelope envelope =
        envelopes.failed(
            run.statementsId(target, pollNumber, -1),
            outbox.collectedAtMicros(),
            reason,
            versionNum,
            run.sequence(counter++));
    Poll poll = new Poll(pollNumber, -1, 0, 0, 0, 0, null, texts);
    outbox.send(
        Topic.RAW_STATEMENTS, StatementsChunkWriter.write(envelope, poll, KEY_COLUMNS, List.of()));
  }

  private int grow(int buckets) throws PollFailure {
    if (!bucketCount.grow()) {
      throw PollFailure.of(
          FailureCode.RECORD_TOO_LARGE,
          "rows do not fit into records even in " + buckets + " buckets",
          "report it as a defect, with the columns of pg_stat_statements");
    }
    return buckets * 2;
  }

  private final class Headers implements ChunkEncoder.Headers {
    private final long pollNumber;
    private final StatementsRead read;
    private final Sequence texts;
    private final Outbox outbox;

    Headers(long pollNumber, StatementsRead read, Sequence texts, Outbox outbox) {
      this.pollNumber = pollNumber;
      this.read = read;
      this.texts = texts;
      this.outbox = outbox;
    }

    @Override
    public Envelope envelope(int bucket, Names.Selection names) {
      return envelopes.of(
          run.statementsId(target, pollNumber, bucket),
          outbox.collectedAtMicros(),
          read,
          names,
          run.sequence(counter + bucket));
    }

    @Override
    public Poll poll(int bucket, int buckets, int bucketRows) {
      CounterRows counters = read.counters();
      return new Poll(
          pollNumber,
          bucket,
          buckets,
          bucketRows,
          counters.size(),
          counters.hidden(),
          read.before().dealloc(),
          texts);
    }
  }
}
