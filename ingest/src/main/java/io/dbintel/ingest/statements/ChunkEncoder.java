package io.dbintel.ingest.statements;

import io.dbintel.ingest.collect.Names;
import io.dbintel.schemas.envelope.Envelope;
import io.dbintel.schemas.statements.EncodedChunk;
import io.dbintel.schemas.statements.Poll;
import io.dbintel.schemas.statements.StatementsChunkReader;
import io.dbintel.schemas.topic.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Splits the rows of a poll into buckets, each for one chunk, empty ones too. A chunk is put
 * together when it is asked for: all of them at once would take as much memory as the rows.
 */
final class ChunkEncoder {
  /** Room for Kafka's own bytes is left below the topic's limit. */
  static final int MAX_CHUNK_BYTES = Topic.RAW_STATEMENTS.maxMessageBytes() - (16 << 10);

  private final CounterRows rows;
  private final Names names;

  ChunkEncoder(CounterRows rows, Names names) {
    this.rows = rows;
    this.names = names;
  }

  /** The header of a chunk: its envelope and its place in the poll. */
  interface Headers {
    Envelope envelope(int bucket, Names.Selection names);

    Poll poll(int bucket, int buckets, int bucketRows);
  }

  /** The record of one bucket, not made yet. */
  record Chunk(EncodedChunk head, BucketRows rows) {
    byte[] bytes() {
      return head.with(rows);
    }
  }

  /** Chunks by bucket; empty when one of them would be too large for a record. */
  Optional<List<Chunk>> encode(int buckets, Headers headers) {
    List<Chunk> chunks = new ArrayList<>();
    for (BucketRows bucketRows : BucketRows.split(rows, buckets)) {
      int bucket = chunks.size();
      EncodedChunk head =
          EncodedChunk.of(
              headers.envelope(bucket, names(bucketRows)),
              headers.poll(bucket, buckets, bucketRows.count()),
              rows.columns());
      if (head.bytes(bucketRows) > MAX_CHUNK_BYTES
          || bucketRows.count() > StatementsChunkReader.MAX_ROWS) {
        return Optional.empty();
      }
      chunks.add(new Chunk(head, bucketRows));
    }
    return Optional.of(chunks);
  }

  private Names.Selection names(BucketRows bucketRows) {
    Names.Selection selection = names.select();
    for (int i = 0; i < bucketRows.count(); i++) {
      int row = bucketRows.row(i);
      selection.add(rows.userid(row), rows.dbid(row));
    }
    return selection;
  }
}
